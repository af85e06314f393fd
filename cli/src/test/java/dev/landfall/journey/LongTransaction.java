package dev.landfall.journey;

import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** Somebody else's transaction on the target, open until it is closed. */
final class LongTransaction implements AutoCloseable {
    private final Connection connection;

    private LongTransaction(Connection connection) {
        this.connection = connection;
    }

    static LongTransaction begin(TestTargetDatabase target, String... sql) throws SQLException {
        Connection connection = target.connect();
        connection.setAutoCommit(false);
        LongTransaction transaction = new LongTransaction(connection);
        try {
            for (String statement : sql) {
                transaction.execute(statement);
            }
            return transaction;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** For a statement that has to wait. */
    CompletableFuture<Void> executeAside(String sql) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                command -> new Thread(command, "other-transaction").start());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
