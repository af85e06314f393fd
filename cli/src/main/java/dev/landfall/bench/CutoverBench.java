package dev.landfall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code migrate bench cutover}. Nothing outlives it, however it ends. */
public final class CutoverBench {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HANDED_OVER = "SELECT count(*) > 0 FROM landfall.migration WHERE phase = 'handed-over'";
    /** Far below what is measured. */
    private static final int LOOK_MILLIS = 2;

    private final CutoverBenchOptions options;
    private final Path launcher;
    private final Consumer<String> progress;

    /**
     * @param launcher starts the program as a user does
     * @param progress hears what happens, sentence by sentence
     */
    public CutoverBench(CutoverBenchOptions options, Path launcher, Consumer<String> progress) {
        this.options = options;
        this.launcher = launcher;
        this.progress = progress;
    }

    /** @throws MigrationException when there are no servers, or nothing can be measured */
    public CutoverBenchReport run() throws InterruptedException {
        return BenchRun.of("bench cutover", "about four times the data", progress, this::measure);
    }

    private CutoverBenchReport measure(BenchServers servers, BenchFolder folder, List<Fact> facts) throws Exception {
        int perTable = options.rows() / StreamData.TABLES.size();
        progress.accept("writing the data");
        new StreamData(perTable).create(servers.mariaDb());
        TargetDatabases databases = new TargetDatabases(servers);
        Launcher landfall = new Launcher(servers, folder, launcher);
        List<CutoverRound> rounds = new ArrayList<>();
        for (int number = 1; number <= options.repeat(); number++) {
            String database = "cutover_" + number;
            databases.create(database, TargetDatabases.EMPTY);
            CutoverRound round = round(servers, landfall, database, perTable, number);
            rounds.add(round);
            progress.accept("round " + number + " of " + options.repeat() + ": "
                    + (round.measured()
                            ? "writes were refused for " + round.writesRefused().toMillis() + " ms"
                            : "failed: " + round.problem()));
            databases.drop(database);
            openSource(servers);
        }
        return new CutoverBenchReport(options, rounds, facts);
    }

    private CutoverRound round(BenchServers servers, Launcher landfall, String database, int perTable, int seed)
            throws Exception {
        progress.accept("migrating it");
        Program.Ended snapshot = landfall.run("snapshot", database);
        if (snapshot.exitCode() != 0) {
            return CutoverRound.failed("migrate snapshot " + snapshot.failure());
        }
        try (Program.Running stream = landfall.start("stream", database);
                PacedLoad load = PacedLoad.start(servers, perTable, options.rate(), seed)) {
            progress.accept("writing " + options.rate() + " transactions per second");
            TimeUnit.NANOSECONDS.sleep(options.writing().toNanos());
            progress.accept("cutting over");
            try (Program.Running cutover = landfall.start("cutover", database)) {
                long handedOver = awaitHandOver(servers, database, cutover);
                Program.Ended ended = cutover.await();
                if (ended.exitCode() != 0) {
                    return CutoverRound.failed("migrate cutover " + ended.failure());
                }
                if (!load.wasRefused()) {
                    return CutoverRound.failed("the writer ended by itself");
                }
                String differing = differing(servers, database);
                return differing.isEmpty()
                        ? read(ended.out(), load, handedOver)
                        : CutoverRound.failed("not everything was handed over: " + differing);
            } finally {
                stream.stop();
                stream.await();
            }
        }
    }

    /** @return when that was seen, by {@link System#nanoTime}; when the program ended without it, then */
    private static long awaitHandOver(BenchServers servers, String database, Program.Running cutover)
            throws SQLException, InterruptedException {
        try (Connection target = new TargetDatabase(servers.target(database)).connect();
                Statement statement = target.createStatement()) {
            while (cutover.runs()) {
                try (ResultSet row = statement.executeQuery(HANDED_OVER)) {
                    row.next();
                    if (row.getBoolean(1)) {
                        break;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return System.nanoTime();
        }
    }

    private static CutoverRound read(String out, PacedLoad load, long handedOver) throws IOException {
        String last = out.lines().reduce("", (first, second) -> second.isBlank() ? first : second);
        JsonNode result = JSON.readTree(last);
        List<Part> steps = new ArrayList<>();
        for (JsonNode step : result.path("steps")) {
            steps.add(new Part(
                    step.path("step").asText(),
                    Duration.ofMillis(step.path("tookMillis").asLong())));
        }
        return new CutoverRound(
                "",
                load.commits().perSecond(),
                load.commits().recentPerSecond(),
                Duration.ofMillis(result.path("writesRefusedMillis").asLong()),
                Duration.ofNanos(handedOver - load.commits().last()),
                result.path("rowsVerified").asLong(),
                steps);
    }

    private static String differing(BenchServers servers, String database) throws SQLException {
        try (Connection mariaDb = new SourceDatabase(servers.source(BenchServers.DATABASE)).connect();
                Connection postgreSql = new TargetDatabase(servers.target(database)).connect()) {
            return TableSums.ofMariaDb(mariaDb).differing(TableSums.ofPostgreSql(postgreSql));
        }
    }

    /** As it was before the cutover; the target that owned its data is gone. */
    private static void openSource(BenchServers servers) throws SQLException {
        try (Connection connection = new SourceDatabase(servers.source("")).connect()) {
            BenchData.execute(connection, "SET GLOBAL read_only = OFF");
            BenchData.execute(connection, "DROP DATABASE IF EXISTS landfall");
        }
    }
}
