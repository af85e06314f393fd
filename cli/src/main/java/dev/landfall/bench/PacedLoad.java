package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes at an even pace, as an application's user who respects read_only, until that or the owner ends it. A session that was held up
 * makes up for it. Thread-safe.
 */
final class PacedLoad implements AutoCloseable {
    private static final String USER = "bench_writer";
    private static final Secret PASSWORD = new Secret("bench_writer");
    /** MariaDB's ER_OPTION_PREVENTS_STATEMENT. */
    private static final int READ_ONLY = 1290;

    private final int rate;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final long startedAt = System.nanoTime();
    private final Commits commits = new Commits(startedAt);
    private final CompletableFuture<Boolean> end;

    private PacedLoad(SourceDatabase source, int rows, int rate, long seed) {
        this.rate = rate;
        WriteLoad load = new WriteLoad(source, rows, seed, CompoundSession::new);
        this.end = CompletableFuture.supplyAsync(() -> write(load), command -> {
            Thread thread = new Thread(command, "bench-paced");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Makes the writer's user. @param rows of each table */
    static PacedLoad start(BenchServers servers, int rows, int rate, long seed) throws SQLException {
        EmbeddedMariaDb server = servers.mariaDb();
        try (var connection = new SourceDatabase(servers.source("")).connect()) {
            BenchData.execute(
                    connection, "CREATE OR REPLACE USER " + USER + " IDENTIFIED BY '" + PASSWORD.value() + "'");
            BenchData.execute(
                    connection, "GRANT SELECT, INSERT, UPDATE, DELETE ON " + BenchServers.DATABASE + ".* TO " + USER);
        }
        return new PacedLoad(
                new SourceDatabase(new SourceConfig(
                        server.host(), server.port(), BenchServers.DATABASE, USER, PASSWORD, TlsSettings.DISABLED)),
                rows,
                rate,
                seed);
    }

    /** @return whether the server refused to take more */
    private boolean write(WriteLoad load) {
        try {
            load.run((session, done) -> {
                if (done > 0) {
                    commits.add(System.nanoTime());
                }
                awaitTurn(session, done);
                return !stopped.get();
            });
            return false;
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException refused && refused.getErrorCode() == READ_ONLY) {
                    return true;
                }
            }
            throw new CompletionException(e);
        }
    }

    /** The passing of time is what makes the pace. The sessions take turns. */
    private void awaitTurn(int session, long done) throws InterruptedException {
        long due = startedAt + (done * WriteLoad.SESSIONS + session) * 1_000_000_000L / rate;
        long wait = due - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    boolean writes() {
        return !end.isDone();
    }

    /** Waits for its end. @return whether the server refused to take more */
    boolean wasRefused() {
        return end.join();
    }

    Commits commits() {
        return commits;
    }

    @Override
    public void close() {
        stopped.set(true);
        end.handle((refused, failure) -> refused).join();
    }
}
