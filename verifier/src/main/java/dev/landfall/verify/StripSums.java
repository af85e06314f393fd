package dev.landfall.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Adds up what workers find in the strips of one table. Thread-safe.
 *
 * @param <T> a sum of rows
 */
final class StripSums<T> {
    private final BinaryOperator<T> plus;
    private T onSource;
    private T onTarget;
    private final Set<Strip> open;

    StripSums(List<Strip> strips, T none, BinaryOperator<T> plus) {
        this.open = new HashSet<>(strips);
        this.onSource = none;
        this.onTarget = none;
        this.plus = plus;
    }

    /**
     * Each strip counts once: whoever begins one anew, because what follows from the sums has failed, gets the same sums.
     *
     * @return the sums of both sides after the last strip, empty before
     */
    synchronized Optional<SessionPair.Both<T, T>> add(Strip strip, SessionPair.Both<T, T> sums) {
        if (open.remove(strip)) {
            onSource = plus.apply(onSource, sums.source());
            onTarget = plus.apply(onTarget, sums.target());
        }
        return open.isEmpty() ? Optional.of(new SessionPair.Both<>(onSource, onTarget)) : Optional.empty();
    }
}
