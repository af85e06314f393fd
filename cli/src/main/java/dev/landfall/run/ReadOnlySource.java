package dev.landfall.run;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.window.SourceGuard;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Sees to it that the source takes no writes of others while the target owns the data, and makes none by itself: a restart of
 * MariaDB forgets both.
 */
public final class ReadOnlySource {
    private ReadOnlySource() {}

    /**
     * @param record whose tables alone count where others of the source go on taking writes
     * @throws MigrationException {@code REVERSE-005} when it takes writes, or runs events
     */
    public static void require(Connection source, MigrationRecord record) throws SQLException {
        if (record.isSplit()) {
            requireGuarded(source, record);
        } else {
            requireReadOnly(source);
        }
    }

    private static void requireGuarded(Connection source, MigrationRecord record) throws SQLException {
        List<String> gaps = new SourceGuard(record.plan()).gaps(source);
        if (!gaps.isEmpty()) {
            throw new MigrationException(
                    FailureCode.REVERSE_OPEN_SOURCE,
                    "MariaDB takes writes to " + String.join(", ", gaps)
                            + " although PostgreSQL owns these tables: somebody has dropped triggers named landfall_fence_..., or"
                            + " renamed their tables.",
                    "Put them back, then run migrate verify to see what was written meanwhile:\n  "
                            + String.join(";\n  ", new SourceGuard(record.plan()).missing(source)) + ";");
        }
    }

    private static void requireReadOnly(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.read_only, @@global.event_scheduler")) {
            row.next();
            if (!ServerInfo.isReadOnly(row.getString(1))) {
                throw open("read_only = OFF", "others may have written to it", "read_only = ON");
            }
            if (ServerInfo.isOn(row.getString(2))) {
                throw open("event_scheduler = ON", "its events may have written to it", "event_scheduler = OFF");
            }
        }
    }

    private static MigrationException open(String seen, String feared, String remedy) {
        return new MigrationException(
                FailureCode.REVERSE_OPEN_SOURCE,
                "MariaDB has " + seen + " although PostgreSQL owns the data: " + feared + ".",
                "SET GLOBAL " + remedy + " (and the same in its configuration file, for its next start), then run the"
                        + " command again: migrate verify shows what was written.");
    }
}
