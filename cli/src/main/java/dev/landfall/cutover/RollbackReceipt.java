package dev.landfall.cutover;

import java.time.Duration;
import java.util.List;

/**
 * A finished rollback.
 *
 * @param position of MariaDB, from which the stream goes on
 * @param writesRefused from the moment PostgreSQL began to refuse writes until MariaDB took them; zero when an earlier rollback,
 *     which was cut short, had decided already
 */
public record RollbackReceipt(
        String position, Duration writesRefused, long rowsVerified, List<CutoverReceipt.Step> steps) {
    public RollbackReceipt {
        steps = List.copyOf(steps);
    }
}
