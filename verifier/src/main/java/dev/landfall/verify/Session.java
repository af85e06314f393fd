package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that only reads. Used by one thread at a time; {@link #cancel} may come from any other. Failures arrive in
 * the words of the database that the session belongs to.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Rows of a listing that are held at once. */
    private static final int FETCH_ROWS = 2000;

    private final Connection connection;
    private final Function<SQLException, MigrationException> explain;
    private volatile @Nullable Cancel running;
    private volatile boolean cancelled;

    Session(Connection connection, Function<SQLException, MigrationException> explain) {
        this.connection = connection;
        this.explain = explain;
    }

    /** Something to do with the connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Ends what a connection is reading, from any thread. */
    interface Cancel {
        void cancel() throws SQLException;
    }

    /** Reads a whole result. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    <T> T query(String sql, Reader<T> reader) {
        return with(ignored -> {
            try (Statement statement = start()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return reader.read(rows);
                }
            } finally {
                running = null;
            }
        });
    }

    /** Starts one of a table's listings; the caller closes it before it uses the session again. */
    RowCursor list(TableSql table, String sql) {
        return with(ignored -> {
            Statement statement = start();
            try {
                statement.setFetchSize(FETCH_ROWS);
                return new RowCursor(statement, statement.executeQuery(sql), this, table);
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        });
    }

    /** Reads by other means than a statement of the session's. @param cancel ends the reading */
    <T> T read(Work<T> reading, Work<Cancel> cancel) {
        return with(open -> {
            running = cancel.with(open);
            try {
                requireNotCancelled();
                return reading.with(open);
            } finally {
                running = null;
            }
        });
    }

    void execute(String sql) {
        with(ignored -> {
            try (Statement statement = start()) {
                return statement.execute(sql);
            } finally {
                running = null;
            }
        });
    }

    /** Lets the transaction's snapshot go. */
    void rollback() {
        with(open -> {
            open.rollback();
            return true;
        });
    }

    <T> T with(Work<T> work) {
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    MigrationException explained(SQLException e) {
        return cancelled
                ? new MigrationException(
                        FailureCode.INTERRUPTED,
                        "The verification was stopped while it was reading.",
                        "Nothing was changed: run it again.",
                        e)
                : explain.apply(e);
    }

    private Statement start() throws SQLException {
        Statement statement = connection.createStatement();
        running = statement::cancel;
        try {
            requireNotCancelled();
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
        return statement;
    }

    private void requireNotCancelled() throws SQLException {
        if (cancelled) {
            throw new SQLException("the session was cancelled");
        }
    }

    /** Ends the statement that is running and refuses any further one. To be repeated until the session's user has left. */
    void cancel() {
        cancelled = true;
        Cancel reading = running;
        if (reading != null) {
            try {
                reading.cancel();
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("a statement could not be cancelled, or had just ended");
            }
        }
    }

    @Override
    public void close() {
        with(open -> {
            open.close();
            return true;
        });
    }
}
