package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a running copy in the control schema. Stateless; works in the caller's transaction. */
public final class CopyStateStore {
    private final String migration;

    public CopyStateStore(String migration) {
        this.migration = migration;
    }

    public void publish(Connection target, CopyState state) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/publish_copy_state.sql"))) {
            statement.setString(1, migration);
            statement.setArray(2, target.createArrayOf("text", state.held().toArray()));
            statement.setInt(3, state.workers());
            statement.setObject(4, state.viewAge() == null ? null : seconds(state.viewAge()), Types.DOUBLE);
            statement.setDouble(5, seconds(state.oldestAge()));
            statement.setObject(6, state.historyLength(), Types.BIGINT);
            statement.setObject(7, state.eta() == null ? null : state.eta().toSeconds(), Types.BIGINT);
            statement.executeUpdate();
        }
    }

    /** What the latest copy has published; empty once it is done. Whether it still runs is told by its role. */
    public Optional<CopyState> read(Connection target) throws SQLException {
        if (!installed(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_copy_state.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
        }
    }

    /** Not when an earlier version has made the control schema. */
    private static boolean installed(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.copy_state') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static CopyState state(ResultSet row) throws SQLException {
        Array held = row.getArray("held");
        Long history = row.getObject("history_length", Long.class);
        Long eta = row.getObject("eta_seconds", Long.class);
        return new CopyState(
                List.of((String[]) held.getArray()),
                row.getInt("workers"),
                duration(row.getObject("view_age", Long.class)),
                Duration.ofSeconds(row.getLong("oldest_age")),
                history,
                duration(eta));
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    public void remove(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("DELETE FROM landfall.copy_state WHERE migration = ?")) {
            statement.setString(1, migration);
            statement.executeUpdate();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
