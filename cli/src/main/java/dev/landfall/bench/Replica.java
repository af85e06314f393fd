package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A MariaDB that is to follow the source from the backlog's beginning. Closing it removes it. */
final class Replica implements Trial {
    /** After that long without the head it is looked at whether it still runs. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final EmbeddedMariaDb server;
    private final Backlog backlog;

    Replica(EmbeddedMariaDb server, Backlog backlog) {
        this.server = server;
        this.backlog = backlog;
    }

    /** @param threads that apply; one is the server's default, which it calls 0 */
    void follow(EmbeddedMariaDb source, int threads) throws SQLException {
        try (Connection connection = connect()) {
            BenchData.execute(connection, "SET GLOBAL slave_parallel_threads = " + (threads == 1 ? 0 : threads));
            BenchData.execute(
                    connection, "SET GLOBAL gtid_slave_pos = '" + backlog.from().gtids() + "'");
            BenchData.execute(
                    connection,
                    "CHANGE MASTER TO MASTER_HOST = '" + source.host() + "', MASTER_PORT = " + source.port()
                            + ", MASTER_USER = '" + source.rootUser() + "', MASTER_PASSWORD = '"
                            + source.rootPassword().value() + "', MASTER_SSL = 0, MASTER_SSL_VERIFY_SERVER_CERT = 0"
                            + ", MASTER_USE_GTID = slave_pos");
        }
    }

    @Override
    public Attempt run() throws SQLException {
        try (Connection connection = connect()) {
            long startedAt = System.nanoTime();
            BenchData.execute(connection, "START SLAVE");
            while (!reachedHead(connection)) {
                String problem = problem(connection);
                if (!problem.isEmpty()) {
                    return Attempt.failed("the replica stopped: " + problem);
                }
            }
            return Attempt.finished(Duration.ofNanos(System.nanoTime() - startedAt), List.of());
        }
    }

    private boolean reachedHead(Connection connection) throws SQLException {
        return value(
                        connection,
                        "SELECT MASTER_GTID_WAIT('" + backlog.head() + "', " + LOOK_AGAIN.toSeconds() + ") AS result",
                        "result")
                .equals("0");
    }

    private static String problem(Connection connection) throws SQLException {
        return value(connection, "SHOW SLAVE STATUS", "Last_IO_Error")
                + value(connection, "SHOW SLAVE STATUS", "Last_SQL_Error");
    }

    private static String value(Connection connection, String query, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(column)) : "";
        }
    }

    @Override
    public String missing() throws SQLException {
        try (Connection connection = connect()) {
            return backlog.rows().differing(TableSums.ofMariaDb(connection));
        }
    }

    private Connection connect() {
        return new SourceDatabase(BenchServers.login(server, BenchServers.DATABASE)).connect();
    }

    @Override
    public void close() {
        server.close();
    }
}
