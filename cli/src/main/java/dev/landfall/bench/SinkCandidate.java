package dev.landfall.bench;

import dev.landfall.bench.reader.SinkProgram;
import dev.landfall.bench.reader.SinkTarget;
import java.io.IOException;
import java.sql.SQLException;

/** Debezium with its JDBC sink, as a process of its own. @param rewriting as {@link SinkTarget#of} takes it */
record SinkCandidate(
        String name,
        boolean rewriting,
        BenchServers servers,
        OwnProgram program,
        DatabaseTrials trials,
        Backlog backlog)
        implements Candidate {
    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(StreamBench.TEMPLATE, this::into);
    }

    private Attempt into(String database) throws IOException, InterruptedException {
        SinkTarget target = SinkTarget.of(servers.target(database), rewriting);
        return program.run(SinkProgram.class, target.environment(backlog.task(servers)))
                .attempt("Debezium with its JDBC sink");
    }
}
