package dev.landfall.bench;

import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code migrate bench cutover}. Nothing outlives it, however it ends. */
public final class CutoverBench {
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
        progress.accept("writing the data");
        new StreamData(options.rowsPerTable()).create(servers.mariaDb());
        TargetDatabases databases = new TargetDatabases(servers);
        CutoverMeasurement measurement =
                new CutoverMeasurement(servers, new Launcher(servers, folder, launcher), options, progress);
        List<CutoverRound> rounds = new ArrayList<>();
        for (int number = 1; number <= options.repeat(); number++) {
            String database = "cutover_" + number;
            databases.create(database, TargetDatabases.EMPTY);
            CutoverRound round = measurement.run(database, number);
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

    /** As it was before the cutover; the target that owned its data is gone. */
    private static void openSource(BenchServers servers) throws SQLException {
        try (Connection connection = new SourceDatabase(servers.source("")).connect()) {
            BenchData.execute(connection, "SET GLOBAL read_only = OFF");
            BenchData.execute(connection, "DROP DATABASE IF EXISTS landfall");
        }
    }
}
