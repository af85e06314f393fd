package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds a migration in the phase that a command needs, or says what is wrong. */
public final class Records {
    private Records() {}

    /** @throws MigrationException {@code RUN-003} when the target has no such migration */
    public static MigrationRecord existing(Connection control, String name) throws SQLException {
        return new MigrationStore(name)
                .find(control)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.NO_MIGRATION,
                        "The target has no migration named " + name + ".",
                        "Run migrate snapshot first, or name the migration with --name. A group becomes a migration of its own with its first"
                                + " migrate stream --group or migrate cutover --group."));
    }

    /** @throws MigrationException {@code RUN-002} as well when the snapshot is not finished */
    public static MigrationRecord afterSnapshot(Connection control, String name) throws SQLException {
        MigrationRecord record = existing(control, name);
        if (!record.phase().snapshotDone()) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + name + " is in phase " + record.phase().text() + ": its snapshot is not finished.",
                    "Run migrate snapshot: it goes on where it stopped.");
        }
        return record;
    }
}
