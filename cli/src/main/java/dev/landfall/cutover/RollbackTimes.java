package dev.landfall.cutover;

import dev.landfall.run.MigrationStore;
import dev.landfall.run.Progress;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long rollbacks of one migration took, in the control schema. Stateless; works in the caller's transaction. */
public final class RollbackTimes {
    private final String migration;

    public RollbackTimes(String migration) {
        this.migration = migration;
    }

    /** One that came to its end at once. @param writesRefused on both sides */
    public record Kept(Instant endedAt, Duration writesRefused, long rowsVerified) {}

    /** A time that cannot be kept changes nothing about who owns the data: that is said, and the receipt stands. */
    RollbackReceipt kept(Connection control, RollbackReceipt receipt, Progress progress) {
        try {
            MigrationStore.upgrade(control);
            try (PreparedStatement statement = control.prepareStatement(SqlFile.load("cutover/keep_rollback.sql"))) {
                statement.setString(1, migration);
                statement.setLong(2, receipt.writesRefused().toMillis());
                statement.setLong(3, receipt.rowsVerified());
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            progress.note("How long the rollback took could not be kept for the runbook: " + e.getMessage());
        }
        return receipt;
    }

    /** Empty where none was timed, and where an earlier version has made the control schema. */
    public Optional<Kept> latest(Connection control) throws SQLException {
        if (!exists(control)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("cutover/latest_rollback.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Kept(
                                row.getTimestamp("ended_at").toInstant(),
                                Duration.ofMillis(row.getLong("writes_refused_millis")),
                                row.getLong("rows_verified")))
                        : Optional.empty();
            }
        }
    }

    private static boolean exists(Connection control) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.rollback_run') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
