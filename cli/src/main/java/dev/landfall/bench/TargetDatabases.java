package dev.landfall.bench;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.TargetDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases of one round, each for one candidate. */
final class TargetDatabases {
    /** An empty one. */
    static final String EMPTY = "template0";

    private final BenchServers servers;

    TargetDatabases(BenchServers servers) {
        this.servers = servers;
    }

    void create(String database, String template) throws SQLException {
        execute("CREATE DATABASE " + Identifiers.postgres(database) + " TEMPLATE " + Identifiers.postgres(template));
        settle();
    }

    /** Leaves nothing to write for the server, or for the kernel behind it, that is not the next candidate's doing. */
    void settle() throws SQLException {
        execute("CHECKPOINT");
        try {
            // The server does not wait for the disks: fsync is off.
            int status = new ProcessBuilder("sync").start().waitFor();
            if (status != 0) {
                throw unwritten("sync has ended with " + status, null);
            }
        } catch (IOException e) {
            throw unwritten("sync cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unwritten("it was interrupted", e);
        }
    }

    /** What is still to be written would be paid for by the next candidate. */
    private static MigrationException unwritten(String why, @Nullable Exception cause) {
        return new MigrationException(
                FailureCode.INTERNAL,
                "The benchmark stops, because " + why + ".",
                "Run it where there is a sync command that succeeds.",
                cause);
    }

    void drop(String database) throws SQLException {
        execute("DROP DATABASE " + Identifiers.postgres(database) + " WITH (FORCE)");
    }

    /** Which tables do not have all their rows, in words; empty when all have. */
    String missing(String database, List<BenchTable> tables) {
        List<String> missing = new ArrayList<>();
        try (Connection target = new TargetDatabase(servers.target(database)).connect();
                Statement statement = target.createStatement()) {
            for (BenchTable table : tables) {
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + qualified(table))) {
                    count.next();
                    if (count.getLong(1) != table.rows()) {
                        missing.add(table.name() + " has " + count.getLong(1) + " of " + table.rows() + " rows");
                    }
                }
            }
        } catch (SQLException e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        return String.join(", ", missing);
    }

    static String qualified(BenchTable table) {
        return qualified(table.name());
    }

    static String qualified(String table) {
        return Identifiers.postgres(BenchServers.DATABASE) + "." + Identifiers.postgres(table);
    }

    private void execute(String sql) throws SQLException {
        try (Connection server = new TargetDatabase(servers.target("postgres")).connect();
                Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
