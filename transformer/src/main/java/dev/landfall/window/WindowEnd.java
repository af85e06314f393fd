package dev.landfall.window;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a way back was promised.
 *
 * @param at to the second, by PostgreSQL's clock
 * @param left zero when it has passed
 */
public record WindowEnd(Instant at, Duration left) {
    public boolean passed() {
        return left.isZero();
    }
}
