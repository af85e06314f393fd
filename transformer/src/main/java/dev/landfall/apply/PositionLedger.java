package dev.landfall.apply;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The position of one migration in the control schema. Stateless; works in the caller's transaction. */
public final class PositionLedger {
    private final String migration;

    public PositionLedger(String migration) {
        this.migration = migration;
    }

    public Optional<AppliedPosition> read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/read_position.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Timestamp committed = row.getTimestamp("committed_at");
                return Optional.of(new AppliedPosition(
                        new SourcePosition(
                                GtidSet.parse(row.getString("gtids")),
                                row.getLong("server_id"),
                                row.getString("binlog_file"),
                                row.getLong("binlog_offset"),
                                Set.of((String[]) row.getArray("prepared_xa").getArray())),
                        row.getLong("step"),
                        committed == null ? null : committed.toInstant()));
            }
        }
    }

    /** Writes the first position. */
    public void start(Connection connection, SourcePosition position) throws SQLException {
        String sql = "INSERT INTO landfall.position (migration, gtids, server_id, binlog_file, binlog_offset, step)"
                + " VALUES (?, ?, ?, ?, ?, 0)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, position.gtids().toString());
            statement.setLong(3, position.server());
            statement.setString(4, position.file());
            statement.setLong(5, position.offset());
            statement.executeUpdate();
        }
    }

    /** @throws MigrationException {@code RUN-004} when the position is no longer at {@code expectedStep} */
    public void move(Connection connection, SourcePosition to, Instant committedAt, long expectedStep)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/move_position.sql"))) {
            statement.setString(1, to.gtids().toString());
            statement.setLong(2, to.server());
            statement.setString(3, to.file());
            statement.setLong(4, to.offset());
            statement.setArray(5, connection.createArrayOf("text", to.prepared().toArray()));
            statement.setTimestamp(6, Timestamp.from(committedAt));
            statement.setString(7, migration);
            statement.setLong(8, expectedStep);
            if (statement.executeUpdate() != 1) {
                throw new MigrationException(
                        FailureCode.FENCED_OUT,
                        "Migration " + migration
                                + ": the position has been moved by another instance since this one read" + " it.",
                        "Stop the other instance (see migrate status), then run the command again; nothing was applied"
                                + " twice.");
            }
        }
    }

    /**
     * The position stays, but nobody who has read it up to now can move it any more.
     *
     * @throws MigrationException {@code RUN-002} when there is none
     */
    public void fence(Connection connection) throws SQLException {
        String sql = "UPDATE landfall.position SET step = step + 1 WHERE migration = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, migration);
            if (statement.executeUpdate() != 1) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + migration + " has no position in landfall.position on the target any more.",
                        "Put the row back from a backup of the target; a position cannot be guessed.");
            }
        }
    }
}
