package dev.landfall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One {@code migrate cutover} behind a writer, of what was migrated just before. */
final class CutoverMeasurement {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HANDED_OVER = "SELECT count(*) > 0 FROM landfall.migration WHERE phase = 'handed-over'";

    /** Far below what is measured. */
    private static final int LOOK_MILLIS = 2;

    /** Before the fence nothing is measured, and whoever looks more often takes time from what is running. */
    private static final int FENCE_LOOK_MILLIS = 20;

    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BenchServers servers;
    private final Launcher landfall;
    private final CutoverBenchOptions options;
    private final Consumer<String> progress;

    CutoverMeasurement(
            BenchServers servers, Launcher landfall, CutoverBenchOptions options, Consumer<String> progress) {
        this.servers = servers;
        this.landfall = landfall;
        this.options = options;
        this.progress = progress;
    }

    /** @param database is there, and empty */
    CutoverRound run(String database, int seed) throws Exception {
        progress.accept("migrating it");
        Program.Ended snapshot = landfall.run("snapshot", database);
        if (snapshot.exitCode() != 0) {
            return CutoverRound.failed("migrate snapshot " + snapshot.failure());
        }
        try (Program.Running stream = landfall.start("stream", database);
                PacedLoad load = PacedLoad.start(servers, options.rowsPerTable(), options.rate(), seed)) {
            progress.accept("writing " + options.rate() + " transactions per second");
            TimeUnit.NANOSECONDS.sleep(options.writing().toNanos());
            progress.accept("cutting over");
            try (Program.Running cutover = landfall.start("cutover", database)) {
                ProcessorWatch watch = watch(stream, cutover);
                long handedOver = awaitHandOver(database, load, cutover, watch);
                Program.Ended ended = cutover.await();
                if (ended.exitCode() != 0) {
                    return CutoverRound.failed("migrate cutover " + ended.failure());
                }
                if (!load.wasRefused()) {
                    return CutoverRound.failed("the writer ended by itself");
                }
                String differing = differing(database);
                return differing.isEmpty()
                        ? read(ended.out(), load, handedOver, watch)
                        : CutoverRound.failed("not everything was handed over: " + differing);
            } finally {
                stream.stop();
                stream.await();
            }
        }
    }

    private ProcessorWatch watch(Program.Running stream, Program.Running cutover) {
        return new ProcessorWatch("writer")
                .with("source", process(servers.mariaDb().pid()))
                .with("target", process(servers.postgreSql().pid()))
                .with("stream", stream.handle())
                .with("cutover", cutover.handle());
    }

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Returns once nobody writes any more, or the cutover has failed. Nothing is looked at in the time that is measured. */
    private static void awaitFence(PacedLoad load, Program.Running cutover, ProcessorWatch watch)
            throws IOException, InterruptedException {
        long nextLook = System.nanoTime();
        while (load.writes() && cutover.runs()) {
            if (System.nanoTime() - nextLook >= 0) {
                watch.look();
                nextLook += WATCH_NANOS;
            }
            TimeUnit.MILLISECONDS.sleep(FENCE_LOOK_MILLIS);
        }
    }

    /** @return when that was seen, by {@link System#nanoTime}; when the program ended without it, then */
    private long awaitHandOver(String database, PacedLoad load, Program.Running cutover, ProcessorWatch watch)
            throws SQLException, IOException, InterruptedException {
        try (Connection target = new TargetDatabase(servers.target(database)).connect();
                Statement statement = target.createStatement()) {
            awaitFence(load, cutover, watch);
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

    private static CutoverRound read(String out, PacedLoad load, long handedOver, ProcessorWatch watch)
            throws IOException {
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
                watch.shares(),
                steps);
    }

    private String differing(String database) throws SQLException {
        try (Connection mariaDb = new SourceDatabase(servers.source(BenchServers.DATABASE)).connect();
                Connection postgreSql = new TargetDatabase(servers.target(database)).connect()) {
            return TableSums.ofMariaDb(mariaDb).differing(TableSums.ofPostgreSql(postgreSql));
        }
    }
}
