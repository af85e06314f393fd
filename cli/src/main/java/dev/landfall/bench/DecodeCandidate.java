package dev.landfall.bench;

import java.io.IOException;

/** A reader with nobody behind it, as a process of its own. It counts the changes itself: none of them is kept. */
record DecodeCandidate(String name, Class<?> reader, BenchServers servers, OwnProgram program, Backlog backlog)
        implements Candidate, Trial {
    @Override
    public Trial prepare() {
        return this;
    }

    @Override
    public Attempt run() throws IOException, InterruptedException {
        return program.run(reader, backlog.task(servers).environment()).attempt(name);
    }

    @Override
    public String missing() {
        return "";
    }

    @Override
    public void close() {}
}
