package dev.landfall.bench;

import dev.landfall.bench.BenchReport.Fact;
import dev.landfall.embedded.EmbeddedServers;
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
        if (!EmbeddedServers.available()) {
            throw new MigrationException(
                    FailureCode.DEMO_UNAVAILABLE,
                    "The embedded servers are not part of this distribution, or this is not Linux on x86-64.",
                    "Run ./migrate bench snapshot in a source checkout on Linux.");
        }
        Fact load = Surroundings.load();
        progress.accept("starting MariaDB and PostgreSQL");
        try (BenchFolder folder = BenchFolder.create();
                BenchServers servers = BenchServers.start()) {
            return run(servers, folder, load);
        } catch (InterruptedException | MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The benchmark stops: " + e + ".",
                    "Check the free disk space (about eight times the data) and memory, then run it again.",
                    e);
        }
    }

    private BenchReport run(BenchServers servers, BenchFolder folder, Fact load) throws Exception {
        progress.accept("writing the data");
        new BenchData(servers, tables, progress).create(options.workers());
        SnapshotCandidate landfall = SnapshotCandidate.create(servers, folder, launcher, options.workers());
        TargetShape shape = shape(servers, folder, landfall);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new FloorCandidate(servers, shape, options.workers()));
        List<Fact> facts = new ArrayList<>(Surroundings.facts(servers));
        facts.add(1, load);
        if (pgloader.isPresent()) {
            PgloaderCandidate other = new PgloaderCandidate(servers, folder, pgloader.get(), options.workers());
            facts.add(new Fact("pgloader", other.description()));
            candidates.add(other);
        }
        candidates.add(landfall);
        List<Measurement> measurements =
                new Rounds(new TargetDatabases(servers), tables, progress).run(candidates, options.repeat());
        return new BenchReport(
                tables.size(),
                tables.stream().mapToLong(BenchTable::rows).sum(),
                shape.bytes(),
                options,
                withAbsent(measurements),
                facts);
    }

    /** Warms everything up as well: caches of both servers, the page cache, the launcher's class data. */
    private TargetShape shape(BenchServers servers, BenchFolder folder, SnapshotCandidate landfall) throws Exception {
        progress.accept("warming up, with a migration that is not counted");
        TargetDatabases databases = new TargetDatabases(servers);
        databases.create(TargetShape.DATABASE, TargetDatabases.EMPTY);
        Attempt attempt = landfall.run(TargetShape.DATABASE);
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
