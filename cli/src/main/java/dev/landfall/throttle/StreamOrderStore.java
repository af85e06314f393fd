package dev.landfall.throttle;

import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What streams are told, in the control schema. Stateless; works in the caller's transaction but for {@link #change}. */
public final class StreamOrderStore {
    private final String migration;

    public StreamOrderStore(String migration) {
        this.migration = migration;
    }

    /** Nothing, too, when an earlier version has made the control schema. */
    public StreamOrders read(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.stream_control') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1) ? find(target, "target/find_stream_orders.sql") : StreamOrders.NONE;
        }
    }

    /** For who has begun: asks once. */
    public StreamOrders find(Connection target) throws SQLException {
        return find(target, "target/find_stream_orders.sql");
    }

    private StreamOrders find(Connection target, String file) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load(file))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? orders(row) : StreamOrders.NONE;
            }
        }
    }

    private static StreamOrders orders(ResultSet row) throws SQLException {
        return new StreamOrders(
                row.getLong("orders"),
                row.getLong("taken"),
                instant(row, "paused_at"),
                row.getObject("batch", Integer.class),
                position(row, "stop_at"),
                position(row, "passed"),
                instant(row, "caught_up_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private static @Nullable GtidSet position(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(GtidSet::parse).orElse(null);
    }

    /** A stream begins to listen: what was about an earlier one counts no more. */
    public void begin(Connection target) throws SQLException {
        update(target, "target/begin_stream_orders.sql", null);
    }

    /** The stream goes by what it was told up to {@code number}. */
    public void take(Connection target, long number) throws SQLException {
        update(target, "target/take_stream_orders.sql", number);
    }

    /** The stream cannot end where order {@code number} tells it to. */
    public void refuseStop(Connection target, long number) throws SQLException {
        update(target, "target/refuse_stream_stop.sql", number);
    }

    /** The stream has applied everything, as of now. */
    public void caughtUp(Connection target) throws SQLException {
        update(target, "target/stream_caught_up.sql", null);
    }

    private void update(Connection target, String file, @Nullable Long number) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load(file))) {
            int parameter = 1;
            if (number != null) {
                statement.setLong(parameter++, number);
            }
            statement.setString(parameter, migration);
            statement.executeUpdate();
        }
    }

    /** Tells the stream something else, in a transaction of its own. @return what it is told now */
    public StreamOrders change(Connection target, UnaryOperator<StreamOrders> change) throws SQLException {
        target.setAutoCommit(false);
        try {
            update(target, "target/add_stream_orders.sql", null);
            StreamOrders wanted = change.apply(find(target, "target/lock_stream_orders.sql"));
            try (PreparedStatement statement =
                    target.prepareStatement(SqlFile.load("target/change_stream_orders.sql"))) {
                statement.setBoolean(1, wanted.paused());
                statement.setObject(2, wanted.batch(), Types.INTEGER);
                statement.setString(
                        3, wanted.stopAt() == null ? null : wanted.stopAt().toString());
                statement.setString(4, migration);
                statement.executeUpdate();
            }
            StreamOrders changed = find(target);
            target.commit();
            return changed;
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }
}
