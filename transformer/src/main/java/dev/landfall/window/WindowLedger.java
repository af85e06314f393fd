package dev.landfall.window;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The window of one migration in the control schema. Stateless; works in the caller's transaction. */
public final class WindowLedger {
    /** Schema and name; published, for its marks. */
    public static final String TABLE = "landfall.way_back";

    private final String migration;

    public WindowLedger(String migration) {
        this.migration = migration;
    }

    public Optional<Window> read(Connection target) throws SQLException {
        if (!exists(target)) {
            return Optional.empty();
        }
        String sql =
                "SELECT token, slot, handover_lsn - '0/0'::pg_lsn, beat FROM landfall.way_back WHERE migration = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long from = row.getLong(3);
                return Optional.of(new Window(
                        migration, row.getString(1), row.getString(2), row.wasNull() ? null : from, row.getLong(4)));
            }
        }
    }

    /** A control schema of an earlier version has no table of windows. */
    private static boolean exists(Connection target) throws SQLException {
        try (PreparedStatement statement =
                        target.prepareStatement("SELECT to_regclass('landfall.way_back') IS NOT NULL");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void begin(Connection target, String token, String slot) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/open_window.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, token);
            statement.setString(3, slot);
            statement.executeUpdate();
        }
    }

    /** Everything that is committed from here on comes back. @param length zero for a window without an end */
    void open(Connection target, Duration length) throws SQLException {
        String sql = "UPDATE landfall.way_back SET handover_lsn = pg_current_wal_insert_lsn(),"
                + " ends_at = clock_timestamp() + nullif(?, 0) * interval '1 millisecond' WHERE migration = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setLong(1, length.toMillis());
            statement.setString(2, migration);
            statement.executeUpdate();
        }
    }

    /** When the window may be ended, and whether that is now, both by PostgreSQL's clock; empty for a window without an end. */
    public Optional<WindowEnd> end(Connection target) throws SQLException {
        if (!exists(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/window_end.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new WindowEnd(
                                Instant.ofEpochSecond(row.getLong("ends_at")),
                                Duration.ofSeconds(Math.max(0, row.getLong("seconds_left")))))
                        : Optional.empty();
            }
        }
    }

    /** Whether MariaDB has kept a position in this window. */
    public boolean hasBegun(Connection target) throws SQLException {
        String sql = "SELECT begun FROM landfall.way_back WHERE migration = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** MariaDB has kept a position: from here on it must have one. */
    public void begun(Connection target) throws SQLException {
        String sql = "UPDATE landfall.way_back SET begun = true WHERE migration = ? AND NOT begun";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }

    /** Sets a mark: whoever has read it has read everything that was committed before. @return its number */
    public long mark(Connection target) throws SQLException {
        String sql = "UPDATE landfall.way_back SET beat = beat + 1 WHERE migration = ? RETURNING beat";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the way back of " + migration + " is gone");
                }
                return row.getLong(1);
            }
        }
    }

    /** Sets a mark when the last one is {@code seen}, and none otherwise. */
    public void mark(Connection target, long seen) throws SQLException {
        String sql = "UPDATE landfall.way_back SET beat = beat + 1 WHERE migration = ? AND beat = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setLong(2, seen);
            statement.executeUpdate();
        }
    }

    /** Nothing comes back any more: whoever brings things back sees it, and ends. */
    void shut(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("UPDATE landfall.way_back SET handover_lsn = NULL WHERE migration = ?")) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }

    void delete(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("DELETE FROM landfall.way_back WHERE migration = ?")) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }
}
