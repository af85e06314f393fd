package dev.landfall.window;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/** A logical replication slot by its name, which the whole server shares. Works outside of transactions. */
public record ReplicationSlot(String name) {
    private static final int MAX_READABLE = 40;
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * @param confirmed PostgreSQL keeps its log from about here on
     * @param retainedBytes of the log that is kept for it
     * @param active whether a session reads from it
     * @param lost whether PostgreSQL has thrown away log that it needs ({@code max_slot_wal_keep_size})
     */
    public record State(long confirmed, long retainedBytes, boolean active, boolean lost) {}

    /** One name per database and migration, of the letters that PostgreSQL allows. */
    static ReplicationSlot of(String database, String migration) {
        CRC32 crc = new CRC32();
        crc.update((database + "/" + migration).getBytes(StandardCharsets.UTF_8));
        String readable = migration.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String cut = readable.length() > MAX_READABLE ? readable.substring(0, MAX_READABLE) : readable;
        return new ReplicationSlot(String.format("landfall_%s_%08x", cut, crc.getValue()));
    }

    /** Waits for every transaction that is writing on the server now. */
    void create(Connection target, Duration patience) throws SQLException {
        set(target, "statement_timeout", patience);
        try (PreparedStatement statement =
                target.prepareStatement("SELECT pg_create_logical_replication_slot(?, 'pgoutput')")) {
            statement.setString(1, name);
            statement.execute();
        } finally {
            set(target, "statement_timeout", Duration.ZERO);
        }
    }

    private static void set(Connection target, String setting, Duration time) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SET " + setting + " = " + time.toMillis());
        }
    }

    public Optional<State> state(Connection target) throws SQLException {
        String sql = "SELECT confirmed_flush_lsn - '0/0'::pg_lsn, pg_current_wal_lsn() - restart_lsn, active,"
                + " coalesce(wal_status = 'lost', false) FROM pg_replication_slots WHERE slot_name = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new State(row.getLong(1), row.getLong(2), row.getBoolean(3), row.getBoolean(4)))
                        : Optional.empty();
            }
        }
    }

    /** @return what PostgreSQL was told to be applied; @throws MigrationException {@code REVERSE-003} when it is gone */
    public long requireUsable(Connection target, String migration) throws SQLException {
        Optional<State> state = state(target);
        if (state.isEmpty() || state.get().lost()) {
            throw new MigrationException(
                    FailureCode.REVERSE_LOST,
                    "Migration " + migration + ": the replication slot " + name + " is "
                            + (state.isEmpty() ? "gone" : "lost: PostgreSQL has removed log that it needs")
                            + ", so what was written since cannot come back.",
                    "The way back is lost. End the window with migrate cutover --final.");
        }
        return state.get().confirmed();
    }

    /** Ends a session that still reads from it, of a process that was killed. @return false when the slot is not there */
    public boolean release(Connection target) throws SQLException, InterruptedException {
        while (true) {
            Optional<State> state = state(target);
            if (state.isEmpty() || !state.get().active()) {
                return state.isPresent();
            }
            try (PreparedStatement statement = target.prepareStatement(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = ?")) {
                statement.setString(1, name);
                statement.execute();
            }
            // A session needs a moment to end; PostgreSQL tells nobody.
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Ends a session that still reads from it. @return false when it was not there */
    boolean drop(Connection target) throws SQLException, InterruptedException {
        if (!release(target)) {
            return false;
        }
        try (PreparedStatement statement = target.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            statement.setString(1, name);
            statement.execute();
        }
        return true;
    }
}
