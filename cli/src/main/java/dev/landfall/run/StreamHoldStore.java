package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verification asks of a stream, in the control schema. Stateless; works in the caller's transaction. */
final class StreamHoldStore {
    private final String migration;

    StreamHoldStore(String migration) {
        this.migration = migration;
    }

    /**
     * What is asked.
     *
     * @param standAt null for where the stream is
     * @param granted the latest request by which the stream stands
     */
    record Request(long number, @Nullable GtidSet standAt, long granted) {}

    /** Empty when nobody asks, or who did is gone. */
    Optional<Request> find(Connection target) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_stream_hold.sql"))) {
            int next = RoleLock.bind(statement, 1, migration, Role.VERIFY);
            statement.setString(next, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String standAt = row.getString("stand_at");
                return Optional.of(new Request(
                        row.getLong("request"),
                        standAt == null ? null : GtidSet.parse(standAt),
                        row.getLong("granted")));
            }
        }
    }

    /** @return the request's number */
    long ask(Connection target, @Nullable GtidSet standAt) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/ask_stream_hold.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, standAt == null ? null : standAt.toString());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void grant(Connection target, long request) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/grant_stream_hold.sql"))) {
            statement.setLong(1, request);
            statement.setString(2, migration);
            statement.executeUpdate();
        }
    }
}
