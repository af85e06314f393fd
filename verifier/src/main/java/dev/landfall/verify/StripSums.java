package dev.landfall.verify;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** Adds up what workers find in the strips of one table. Thread-safe. @param <T> a sum of rows */
final class StripSums<T> {
    private final BinaryOperator<T> plus;
    private T onSource;
    private T onTarget;
    private int open;

    StripSums(int strips, T none, BinaryOperator<T> plus) {
        this.open = strips;
        this.onSource = none;
        this.onTarget = none;
        this.plus = plus;
    }

    /** One strip more, each once. @return the sums of both sides after the last one, empty before */
    synchronized Optional<SessionPair.Both<T, T>> add(SessionPair.Both<T, T> sums) {
        onSource = plus.apply(onSource, sums.source());
        onTarget = plus.apply(onTarget, sums.target());
        open--;
        return open == 0 ? Optional.of(new SessionPair.Both<>(onSource, onTarget)) : Optional.empty();
    }
}
