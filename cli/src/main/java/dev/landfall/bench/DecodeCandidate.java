package dev.landfall.bench;

import dev.landfall.bench.reader.DecodeProgram;
import java.io.IOException;

/** Our change stream with nobody behind it, as a process of its own. It counts the changes itself: none of them is kept. */
record DecodeCandidate(BenchServers servers, OwnProgram program, Backlog backlog) implements Candidate, Trial {
    @Override
    public String name() {
        return "decode";
    }

    @Override
    public Trial prepare() {
        return this;
    }

    @Override
    public Attempt run() throws IOException, InterruptedException {
        return program.run(DecodeProgram.class, backlog.task(servers).environment())
                .attempt("the change stream");
    }

    @Override
    public String missing() {
        return "";
    }

    @Override
    public void close() {}
}
