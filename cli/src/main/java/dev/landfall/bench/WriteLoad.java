package dev.landfall.bench;

import dev.landfall.run.Workers;
import dev.landfall.source.SourceDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Sessions that write at the same time. */
final class WriteLoad {
    /** sysbench writes fastest with about two per processor, on few of them. */
    static final int SESSIONS = 4;

    private final SourceDatabase source;
    private final int rows;
    private final long seed;
    private final WriteSession.Kind kind;

    /** How long a session goes on. Thread-safe. */
    interface Limit {
        boolean allows(int session, long done) throws InterruptedException;
    }

    /** @param rows of each table; @param seed decides what is written */
    WriteLoad(SourceDatabase source, int rows, long seed, WriteSession.Kind kind) {
        this.source = source;
        this.rows = rows;
        this.seed = seed;
        this.kind = kind;
    }

    /** Exactly so many transactions. */
    void run(long transactions) throws Exception {
        run((session, done) -> done < transactions / SESSIONS + (session < transactions % SESSIONS ? 1 : 0));
    }

    /** @return how many transactions were committed */
    long run(Limit limit) throws Exception {
        AtomicLong committed = new AtomicLong();
        List<Integer> sessions = IntStream.range(0, SESSIONS).boxed().toList();
        Workers.run("bench-write", SESSIONS, sessions, worker -> source.connect(), (number, connection) -> {
            long done = 0;
            try (WriteSession session = kind.on(connection, new RandomRows(number, rows, seed))) {
                while (limit.allows(number, done) && !Thread.currentThread().isInterrupted()) {
                    session.transaction();
                    done++;
                }
            }
            committed.addAndGet(done);
        });
        return committed.get();
    }
}
