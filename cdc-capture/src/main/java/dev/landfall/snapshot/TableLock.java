package dev.landfall.snapshot;

import dev.landfall.catalog.TableName;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Keeps writers off a table whose engine has no snapshots, until the session ends. Stateless. */
final class TableLock {
    /** Later writers queue behind a lock that waits: better to give up and say so. */
    private static final int WAIT_SECONDS = 30;
    /** ER_DBACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR, ER_LOCK_WAIT_TIMEOUT. */
    private static final Map<Integer, FailureCode> CAUSES = Map.of(
            1044, FailureCode.SOURCE_PRIVILEGE,
            1142, FailureCode.SOURCE_PRIVILEGE,
            1205, FailureCode.SOURCE_FAILED);

    private TableLock() {}

    /** @throws MigrationException when the privilege is missing, or the table is in use for too long */
    static void take(Connection session, TableName table) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + WAIT_SECONDS);
            statement.execute("LOCK TABLES " + table.quoted() + " READ");
        } catch (SQLException e) {
            FailureCode code = CAUSES.get(e.getErrorCode());
            if (code == null) {
                throw e;
            }
            throw new MigrationException(
                    code,
                    table + ": LOCK TABLES ... READ was not granted within " + WAIT_SECONDS + " s (" + e.getMessage()
                            + ").",
                    "Grant LOCK TABLES on the database to the source user, or wait for the statements that use the table, and"
                            + " run the command again: it copies what is left.",
                    e);
        }
    }
}
