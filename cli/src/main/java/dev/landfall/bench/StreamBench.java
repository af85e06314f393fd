package dev.landfall.bench;

import dev.landfall.bench.reader.DecodeProgram;
import dev.landfall.bench.reader.EngineProgram;
import dev.landfall.bench.reader.SinkProperties;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code migrate bench stream}. Nothing outlives it, however it ends. */
public final class StreamBench {
    /** A migrated database, from before the backlog. */
    static final String TEMPLATE = "migrated";

    private static final long SEED = 1;

    /** As many as the source's sessions. */
    private static final int PARALLEL_THREADS = 4;

    private final StreamBenchOptions options;
    private final Path launcher;
    private final Consumer<String> progress;

    /**
     * @param launcher starts the program as a user does
     * @param progress hears what happens, sentence by sentence
     */
    public StreamBench(StreamBenchOptions options, Path launcher, Consumer<String> progress) {
        this.options = options;
        this.launcher = launcher;
        this.progress = progress;
    }

    /** @throws MigrationException when there are no servers, or nothing can be measured */
    public StreamBenchReport run() throws InterruptedException {
        return BenchRun.of("bench stream", "about 5 GB", progress, this::measure);
    }

    private StreamBenchReport measure(BenchServers servers, BenchFolder folder, List<Fact> facts) throws Exception {
        TargetDatabases databases = new TargetDatabases(servers);
        Launcher landfall = new Launcher(servers, folder, launcher);
        StreamData data = new StreamData(options.rows());
        progress.accept("writing the tables, and migrating them");
        data.create(servers.mariaDb());
        migrate(databases, landfall);
        Backlog backlog = write(new SourceDatabase(servers.source(BenchServers.DATABASE)), facts);
        facts.add(new Fact("debezium jdbc sink", SinkProperties.summary()));
        DatabaseTrials trials = new DatabaseTrials(databases, database -> missing(servers, database, backlog));
        OwnProgram program = new OwnProgram(folder);
        List<Candidate> candidates = List.of(
                new DecodeCandidate("decode", DecodeProgram.class, servers, program, backlog),
                new DecodeCandidate("debezium engine", EngineProgram.class, servers, program, backlog),
                new ReplicaCandidate("replica", 1, servers, data, backlog),
                new ReplicaCandidate("replica, parallel", PARALLEL_THREADS, servers, data, backlog),
                new SinkCandidate("debezium jdbc sink", false, servers, program, trials, backlog),
                new SinkCandidate("debezium jdbc sink, tuned", true, servers, program, trials, backlog),
                new StreamCandidate(landfall, servers, trials, true),
                new StreamCandidate(landfall, servers, trials, false));
        List<Measurement> measurements = new Rounds(progress).run(candidates, options.repeat());
        Lag lag = new LagMeasurement(servers, landfall, databases, progress).run(options);
        return new StreamBenchReport(StreamData.TABLES.size(), backlog.changes(), options, measurements, lag, facts);
    }

    private static void migrate(TargetDatabases databases, Launcher landfall)
            throws SQLException, IOException, InterruptedException {
        databases.create(TEMPLATE, TargetDatabases.EMPTY);
        Program.Ended snapshot = landfall.run("snapshot", TEMPLATE);
        if (snapshot.exitCode() != 0) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The benchmark stops, because migrate snapshot " + snapshot.failure(),
                    "Please report this.");
        }
    }

    private Backlog write(SourceDatabase source, List<Fact> facts) throws Exception {
        try (Connection connection = source.connect()) {
            SourcePosition from = position(connection);
            progress.accept("writing the backlog of " + options.transactions() + " transactions");
            long startedAt = System.nanoTime();
            new WriteLoad(source, options.rows(), SEED, StatementSession::new).run(options.transactions());
            facts.add(new Fact(
                    "writer",
                    String.format(
                            Locale.ROOT,
                            "%d sessions, %.0f transactions/s while nobody read",
                            WriteLoad.SESSIONS,
                            options.transactions() * 1e9 / (System.nanoTime() - startedAt))));
            return new Backlog(
                    from, position(connection).gtids(), options.transactions(), TableSums.ofMariaDb(connection));
        }
    }

    private static SourcePosition position(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet gtids = statement.executeQuery("SELECT @@gtid_binlog_pos");
                Statement second = source.createStatement();
                ResultSet status = second.executeQuery("SHOW MASTER STATUS")) {
            gtids.next();
            status.next();
            return new SourcePosition(
                    GtidSet.parse(gtids.getString(1)), status.getString("File"), status.getLong("Position"));
        }
    }

    private static String missing(BenchServers servers, String database, Backlog backlog) throws SQLException {
        try (Connection target = new TargetDatabase(servers.target(database)).connect()) {
            return backlog.rows().differing(TableSums.ofPostgreSql(target));
        }
    }
}
