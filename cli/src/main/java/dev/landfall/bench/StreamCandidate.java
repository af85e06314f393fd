package dev.landfall.bench;

import java.io.IOException;
import java.sql.SQLException;

/** {@code migrate stream}, as a user starts it, until it has caught up. */
record StreamCandidate(Launcher launcher, DatabaseTrials trials) implements Candidate {
    @Override
    public String name() {
        return StreamBenchReport.LANDFALL;
    }

    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(StreamBench.TEMPLATE, this::into);
    }

    private Attempt into(String database) throws IOException, InterruptedException {
        return launcher.run("stream", database, "--until", "caught-up").attempt("migrate stream");
    }
}
