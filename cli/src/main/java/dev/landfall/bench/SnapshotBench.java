package dev.landfall.bench;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code migrate bench snapshot}. Nothing outlives it, however it ends. */
public final class SnapshotBench {
    private final BenchOptions options;
    private final Path launcher;
    private final Optional<Path> pgloader;
    private final Consumer<String> progress;
    private final List<BenchTable> tables;

    /**
     * @param launcher starts the program as a user does
     * @param searchPath where pgloader is looked for, as in {@code PATH}
     * @param progress hears what happens, sentence by sentence
     */
    public SnapshotBench(BenchOptions options, Path launcher, String searchPath, Consumer<String> progress) {
        this.options = options;
        this.launcher = launcher;
        this.pgloader = PgloaderCandidate.find(searchPath);
        this.progress = progress;
        this.tables = BenchTable.all(options.rows());
    }

    /** @throws MigrationException when there are no servers, or nothing can be measured against */
    public BenchReport run() throws InterruptedException {
        return BenchRun.of("bench snapshot", "about eight times the data", progress, this::measure);
    }

    private BenchReport measure(BenchServers servers, BenchFolder folder, List<Fact> facts) throws Exception {
        progress.accept("writing the data");
        new BenchData(servers.mariaDb(), tables, progress).create(options.workers());
        TargetDatabases databases = new TargetDatabases(servers);
        DatabaseTrials trials = new DatabaseTrials(databases, database -> databases.missing(database, tables));
        SnapshotCandidate landfall =
                SnapshotCandidate.create(new Launcher(servers, folder, launcher), trials, folder, options.workers());
        TargetShape shape = shape(servers, folder, databases, landfall);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new FloorCandidate(servers, trials, shape, options.workers()));
        if (pgloader.isPresent()) {
            PgloaderCandidate other = new PgloaderCandidate(servers, trials, folder, pgloader.get(), options.workers());
            facts.add(new Fact("pgloader", other.description()));
            candidates.add(other);
        }
        candidates.add(landfall);
        List<Measurement> measurements = new Rounds(progress).run(candidates, options.repeat());
        return new BenchReport(
                tables.size(),
                tables.stream().mapToLong(BenchTable::rows).sum(),
                shape.bytes(),
                options,
                withAbsent(measurements),
                facts);
    }

    /** Warms everything up as well: caches of both servers, the page cache, the launcher's class data. */
    private TargetShape shape(
            BenchServers servers, BenchFolder folder, TargetDatabases databases, SnapshotCandidate landfall)
            throws Exception {
        progress.accept("warming up, with a migration that is not counted");
        databases.create(TargetShape.DATABASE, TargetDatabases.EMPTY);
        Attempt attempt = landfall.into(TargetShape.DATABASE);
        String problem = attempt.counts() ? databases.missing(TargetShape.DATABASE, tables) : attempt.problem();
        if (!problem.isEmpty()) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The benchmark stops, because the migration that warms up failed: " + problem,
                    "Please report this.");
        }
        return TargetShape.take(servers, folder, tables, options.workers());
    }

    private List<Measurement> withAbsent(List<Measurement> measurements) {
        List<Measurement> all = new ArrayList<>(measurements);
        if (pgloader.isEmpty()) {
            all.add(1, Measurement.notInstalled(BenchReport.PGLOADER, "pgloader is not on the PATH."));
        }
        return all;
    }
}
