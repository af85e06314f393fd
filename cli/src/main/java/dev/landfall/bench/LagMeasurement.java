package dev.landfall.bench;

import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** {@code migrate stream} behind a writer at full speed, after it has caught up with the backlog and so is warm. */
final class LagMeasurement {
    private static final String DATABASE = "lag";

    /** Other than the backlog's. */
    private static final long SEED = 2;

    private final BenchServers servers;
    private final Launcher launcher;
    private final TargetDatabases databases;
    private final Consumer<String> progress;

    LagMeasurement(BenchServers servers, Launcher launcher, TargetDatabases databases, Consumer<String> progress) {
        this.servers = servers;
        this.launcher = launcher;
        this.databases = databases;
        this.progress = progress;
    }

    Lag run(StreamBenchOptions options) throws Exception {
        databases.create(DATABASE, StreamBench.TEMPLATE);
        try {
            return measure(options);
        } finally {
            databases.drop(DATABASE);
        }
    }

    private Lag measure(StreamBenchOptions options) throws Exception {
        SourceDatabase source = new SourceDatabase(servers.source(BenchServers.DATABASE));
        TargetDatabase target = new TargetDatabase(servers.target(DATABASE));
        try (Program.Running stream = launcher.start("stream", DATABASE);
                Heartbeats heartbeats = Heartbeats.start(source, target)) {
            progress.accept("lag: the stream catches up");
            if (!heartbeats.awaitSeen(heartbeats.sent() + 1, stream::runs)) {
                return behind(stream);
            }
            progress.accept("lag: " + options.lag().toSeconds() + " s of writing at full speed");
            int before = heartbeats.sent();
            double transactionsPerSecond = write(source, options);
            int after = heartbeats.sent();
            // The next one is behind the last of the writer's transactions.
            if (!heartbeats.awaitSeen(after + 1, stream::runs)) {
                return behind(stream);
            }
            heartbeats.stop();
            List<Heartbeats.Seen> seen = heartbeats.seen(before, after);
            stream.stop();
            Program.Ended ended = stream.await();
            String problem = ended.exitCode() == 0 ? missing(source, target) : ended.failure();
            return problem.isEmpty() ? Lag.of(transactionsPerSecond, seen) : Lag.failed("migrate stream " + problem);
        }
    }

    private static double write(SourceDatabase source, StreamBenchOptions options) throws Exception {
        long startedAt = System.nanoTime();
        long end = startedAt + options.lag().toNanos();
        long transactions = new WriteLoad(source, options.rows(), SEED, StatementSession::new)
                .run((session, done) -> System.nanoTime() < end);
        return transactions * 1e9 / (System.nanoTime() - startedAt);
    }

    private static Lag behind(Program.Running stream) throws IOException, InterruptedException {
        return Lag.failed(
                stream.runs()
                        ? "migrate stream fell behind for too long."
                        : "migrate stream " + stream.await().failure());
    }

    private static String missing(SourceDatabase source, TargetDatabase target) throws SQLException {
        try (Connection mariaDb = source.connect();
                Connection postgreSql = target.connect()) {
            String differing = TableSums.ofMariaDb(mariaDb).differing(TableSums.ofPostgreSql(postgreSql));
            return differing.isEmpty() ? "" : "did not move everything: " + differing;
        }
    }
}
