package dev.landfall.bench;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code migrate bench verify}. Nothing outlives it, however it ends. */
public final class VerifyBench {
    /** The migrated database that is verified. */
    static final String MIGRATED = "migrated";

    private static final String CAUGHT_UP =
            "SELECT count(*) > 0 FROM landfall.stream_control WHERE caught_up_at IS NOT NULL";
    private static final int POLL_MILLIS = 50;

    private final BenchOptions options;
    private final Path launcher;
    private final Consumer<String> progress;
    private final List<BenchTable> tables;

    /**
     * @param launcher starts the program as a user does
     * @param progress hears what happens, sentence by sentence
     */
    public VerifyBench(BenchOptions options, Path launcher, Consumer<String> progress) {
        this.options = options;
        this.launcher = launcher;
        this.progress = progress;
        this.tables = BenchTable.all(options.rows());
    }

    /** @throws MigrationException when there are no servers, or nothing can be measured */
    public VerifyBenchReport run() throws InterruptedException {
        return BenchRun.of("bench verify", "about six times the data", progress, this::measure);
    }

    private VerifyBenchReport measure(BenchServers servers, BenchFolder folder, List<Fact> facts) throws Exception {
        progress.accept("writing the data");
        new BenchData(servers.mariaDb(), tables, progress).create(options.workers());
        TargetDatabases databases = new TargetDatabases(servers);
        DatabaseTrials trials = new DatabaseTrials(databases, database -> databases.missing(database, tables));
        Launcher landfall = new Launcher(servers, folder, launcher);
        SnapshotCandidate snapshot = SnapshotCandidate.create(landfall, trials, folder, options.workers());
        progress.accept("migrating it");
        databases.create(MIGRATED, TargetDatabases.EMPTY);
        Attempt attempt = snapshot.into(MIGRATED);
        if (!attempt.counts()) {
            throw new MigrationException(
                    FailureCode.INTERNAL, "The benchmark stops: " + attempt.problem(), "Please report this.");
        }
        List<Candidate> candidates = new ArrayList<>(List.of(snapshot));
        for (Method method : List.of(Method.ROWS, Method.CHECKSUMS)) {
            VerifyCandidate clean = VerifyCandidate.clean(landfall, databases, folder, options.workers(), method);
            candidates.add(clean);
            candidates.add(clean.with(() -> BadRows.in(new TargetDatabase(servers.target(MIGRATED)), options.rows())));
        }
        try (Program.Running stream = landfall.start("stream", MIGRATED)) {
            awaitCaughtUp(servers, stream);
            List<Measurement> measurements = new Rounds(progress).run(candidates, options.repeat());
            if (!stream.runs()) {
                throw ended(stream);
            }
            return new VerifyBenchReport(
                    tables.size(), tables.stream().mapToLong(BenchTable::rows).sum(), options, measurements, facts);
        }
    }

    private static void awaitCaughtUp(BenchServers servers, Program.Running stream) throws Exception {
        try (Connection target = new TargetDatabase(servers.target(MIGRATED)).connect();
                Statement statement = target.createStatement()) {
            while (stream.runs()) {
                try (ResultSet row = statement.executeQuery(CAUGHT_UP)) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        throw ended(stream);
    }

    private static MigrationException ended(Program.Running stream) throws Exception {
        return new MigrationException(
                FailureCode.INTERNAL,
                "The benchmark stops, because migrate stream " + stream.await().failure(),
                "Please report this.");
    }
}
