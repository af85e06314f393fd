package dev.landfall.throttle;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A token bucket that may be overdrawn: what has been sent is paid afterwards, by waiting until the balance is even. Spending
 * and waiting are apart, so that all workers share one balance and a new rate counts at once. Not thread-safe.
 */
final class Pace {
    /** How long an idle bucket fills: what may be caught up with is a hundredth of what ten seconds allow. */
    private static final double FULL_SECONDS = 0.1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoClock;
    private OptionalLong perSecond = OptionalLong.empty();
    private double balance;
    private long settledAt;

    /** @param nanoClock as {@link System#nanoTime} */
    Pace(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** @param changed empty for no limit; what is owed by an earlier rate is paid at the new one */
    void rate(OptionalLong changed) {
        settle();
        if (perSecond.isEmpty() || changed.isEmpty()) {
            balance = 0;
        }
        perSecond = changed;
    }

    OptionalLong rate() {
        return perSecond;
    }

    void spend(long amount) {
        if (perSecond.isPresent()) {
            settle();
            balance -= amount;
        }
    }

    /** How long to wait until more may be sent; 0 when it may be now. */
    long waitNanos() {
        if (perSecond.isEmpty()) {
            return 0;
        }
        settle();
        return balance >= 0 ? 0 : (long) Math.ceil(-balance * NANOS_PER_SECOND / perSecond.getAsLong());
    }

    private void settle() {
        long now = nanoClock.getAsLong();
        if (perSecond.isPresent()) {
            long rate = perSecond.getAsLong();
            balance = Math.min(FULL_SECONDS * rate, balance + (now - settledAt) * rate / NANOS_PER_SECOND);
        }
        settledAt = now;
    }
}
