package dev.landfall.bench;

import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.ProofLedger;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * {@code migrate stream}, as a user starts it, until it has caught up.
 *
 * @param noting whether it writes down what it changes, as it does for a cutover that compares only that
 */
record StreamCandidate(Launcher launcher, BenchServers servers, DatabaseTrials trials, boolean noting)
        implements Candidate {
    @Override
    public String name() {
        return noting ? StreamBenchReport.LANDFALL + ", noting changes" : StreamBenchReport.LANDFALL;
    }

    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(StreamBench.TEMPLATE, this::into);
    }

    private Attempt into(String database) throws IOException, InterruptedException, SQLException {
        if (noting) {
            try (Connection target = new TargetDatabase(servers.target(database)).connect()) {
                new ProofLedger(BenchServers.DATABASE).begin(target, "of the benchmark", BenchServers.DATABASE);
            }
        }
        return launcher.run("stream", database, "--until", "caught-up").attempt("migrate stream");
    }
}
