package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that the source takes no writes of others while the target owns the data: a restart of MariaDB forgets it. */
public final class ReadOnlySource {
    private ReadOnlySource() {}

    /** @throws MigrationException {@code REVERSE-005} when it takes writes */
    public static void require(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.read_only")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new MigrationException(
                        FailureCode.REVERSE_OPEN_SOURCE,
                        "MariaDB has read_only = OFF although PostgreSQL owns the data: others may have written to it.",
                        "SET GLOBAL read_only = ON (and read_only in its configuration file, for its next start), then run the"
                                + " command again: migrate verify shows what was written.");
            }
        }
    }
}
