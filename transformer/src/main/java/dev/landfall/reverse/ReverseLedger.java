package dev.landfall.reverse;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Position and counts of one way back, on MariaDB. Stateless; works in the caller's transaction, where nothing else is said. */
public final class ReverseLedger {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_SUCH_DATABASE = 1049;
    /** What a user without any privilege there is told instead. */
    private static final int TABLE_ACCESS_DENIED = 1142;

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final Duration READERS = Duration.ofSeconds(5);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final String migration;
    private final String token;

    public ReverseLedger(String migration, String token) {
        this.migration = migration;
        this.token = token;
    }

    /** Makes the database and the tables where they are missing. Commits. */
    @SuppressWarnings("try") // the lock is held by being open
    public static void install(Connection source) throws SQLException {
        try (LedgerLock lock = LedgerLock.take(source)) {
            make(source);
        }
    }

    private static void make(Connection source) throws SQLException {
        try (Statement statement = source.createStatement()) {
            for (String sql : SqlFile.load("reverse/state.sql").split("\n;\n", -1)) {
                statement.execute(sql);
            }
        }
    }

    /** Empty when nothing has come back yet, or nobody kept it. */
    public Optional<ReversePosition> read(Connection source) throws SQLException {
        String sql = "SELECT lsn, beat, step, CAST(committed_at AS CHAR) FROM landfall.reverse_position"
                + " WHERE migration = ? AND token = ?";
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, token);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String committed = row.getString(4);
                return Optional.of(new ReversePosition(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        committed == null ? null : Instant.parse(committed.replace(' ', 'T') + "Z")));
            }
        } catch (SQLException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isMissing(SQLException e) {
        return e.getErrorCode() == NO_SUCH_TABLE
                || e.getErrorCode() == NO_SUCH_DATABASE
                || e.getErrorCode() == TABLE_ACCESS_DENIED;
    }

    /** Makes what is missing and writes the first position, so that nobody removes the one before the other is there. Commits. */
    void begin(Connection source, long lsn) throws SQLException {
        try (LedgerLock lock = LedgerLock.take(source)) {
            make(source);
            start(source, lsn);
            lock.commit();
        }
    }

    private void start(Connection source, long lsn) throws SQLException {
        String sql = "INSERT INTO landfall.reverse_position (migration, token, lsn, beat, step) VALUES (?, ?, ?, 0, 0)";
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, token);
            statement.setLong(3, lsn);
            statement.executeUpdate();
        }
    }

    /** How long ago the position was last moved, by MariaDB's clock; zero without one. */
    Duration age(Connection source) throws SQLException {
        String sql =
                "SELECT TIMESTAMPDIFF(MICROSECOND, applied_at, CURRENT_TIMESTAMP(6)) FROM landfall.reverse_position"
                        + " WHERE migration = ? AND token = ?";
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, token);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Duration.ofNanos(Math.max(0, row.getLong(1)) * 1_000) : Duration.ZERO;
            }
        }
    }

    /** @throws MigrationException {@code RUN-004} when the position is no longer at {@code from}'s step */
    ReversePosition move(Connection source, ReversePosition from, long lsn, long beat, Instant committedAt)
            throws SQLException {
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("reverse/move_position.sql"))) {
            statement.setLong(1, lsn);
            statement.setLong(2, beat);
            statement.setString(3, utc(committedAt));
            statement.setString(4, migration);
            statement.setString(5, token);
            statement.setLong(6, from.step());
            if (statement.executeUpdate() != 1) {
                throw new MigrationException(
                        FailureCode.FENCED_OUT,
                        "Migration " + migration
                                + ": the position of the way back has been moved by another instance since"
                                + " this one read it.",
                        "Stop the other instance (see migrate status), then run the command again; nothing was applied"
                                + " twice.");
            }
        }
        return new ReversePosition(lsn, beat, from.step() + 1, committedAt);
    }

    void count(Connection source, Map<String, Map<String, Long>> applied) throws SQLException {
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("reverse/add_to_ledger.sql"))) {
            for (Map.Entry<String, Map<String, Long>> table : applied.entrySet()) {
                for (Map.Entry<String, Long> operation : table.getValue().entrySet()) {
                    statement.setString(1, migration);
                    statement.setString(2, token);
                    statement.setString(3, table.getKey());
                    statement.setString(4, operation.getKey());
                    statement.setLong(5, operation.getValue());
                    statement.executeUpdate();
                }
            }
        }
    }

    /** Changes per table and operation that have come back. */
    public Map<String, Map<String, Long>> counts(Connection source) throws SQLException {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        String sql =
                "SELECT source_table, operation, applied FROM landfall.reverse_ledger WHERE migration = ? AND token = ?";
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, token);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.computeIfAbsent(row.getString(1), table -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3));
                }
            }
        } catch (SQLException e) {
            if (!isMissing(e)) {
                throw e;
            }
        }
        return counts;
    }

    /**
     * Removes this migration's rows of all windows, and the database with the last of anybody's, unless somebody reads it. Commits.
     *
     * @return whether anything was there
     */
    public static boolean remove(Connection source, String migration) throws SQLException {
        try (LedgerLock lock = LedgerLock.take(source)) {
            boolean any = removed(source, migration);
            lock.commit();
            return any;
        }
    }

    private static boolean removed(Connection source, String migration) throws SQLException {
        try (Statement statement = source.createStatement()) {
            boolean any = false;
            for (String table : new String[] {"reverse_ledger", "reverse_position"}) {
                try (PreparedStatement delete =
                        source.prepareStatement("DELETE FROM landfall." + table + " WHERE migration = ?")) {
                    delete.setString(1, migration);
                    any |= delete.executeUpdate() > 0;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT * FROM landfall.reverse_position)")) {
                row.next();
                if (!row.getBoolean(1)) {
                    any |= dropped(statement);
                }
            }
            return any;
        } catch (SQLException e) {
            if (isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Waits for whoever has looked at a position and has not ended his transaction, but not for long: others wait for the lock.
     *
     * @return false when the empty database was left for the next removal
     */
    private static boolean dropped(Statement statement) throws SQLException {
        long before;
        try (ResultSet row = statement.executeQuery("SELECT @@SESSION.lock_wait_timeout")) {
            row.next();
            before = row.getLong(1);
        }
        statement.execute("SET SESSION lock_wait_timeout = " + READERS.toSeconds());
        try {
            statement.execute("DROP DATABASE landfall");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return false;
            }
            throw e;
        } finally {
            statement.execute("SET SESSION lock_wait_timeout = " + before);
        }
    }

    /** As MariaDB reads it: the driver's own conversion would go by this machine's zone. */
    private static String utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(UTC);
    }
}
