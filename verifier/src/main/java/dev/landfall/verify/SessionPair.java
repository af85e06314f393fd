package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on each server, which read at the same time: the caller's thread reads the source, a thread of the pair's own
 * the target. Used by one thread, except for {@link #cancel}.
 */
final class SessionPair implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPair.class);
    /** MariaDB's ER_SPECIFIC_ACCESS_DENIED_ERROR. */
    private static final int ACCESS_DENIED = 1227;

    private final Session source;
    private final Session target;
    private final ExecutorService targetThread;

    private SessionPair(Session source, Session target) {
        this.source = source;
        this.target = target;
        this.targetThread = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, Thread.currentThread().getName() + "-target");
            thread.setDaemon(true);
            return thread;
        });
    }

    static SessionPair open(SourceDatabase sourceDatabase, TargetDatabase targetDatabase) {
        Session source = openSource(sourceDatabase);
        try {
            return new SessionPair(source, openTarget(targetDatabase));
        } catch (MigrationException e) {
            source.close();
            throw e;
        }
    }

    static Session openSource(SourceDatabase database) {
        Session session = new Session(database.connectForLong(), database::explain);
        return prepared(session, () -> {
            session.with(connection -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return true;
            });
            session.execute(SqlFile.load("verify/source_session.sql"));
            stopLogging(session);
        });
    }

    /**
     * A session that could write to the binary log keeps every table that it has read locked until its transaction ends, even
     * when it goes back to a savepoint; so one that only reads says so. Where the user may not, schema changes wait.
     */
    private static void stopLogging(Session session) {
        try {
            session.execute(SqlFile.load("verify/source_unlogged.sql"));
        } catch (MigrationException e) {
            if (!(e.getCause() instanceof SQLException cause) || cause.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            LOG.atDebug()
                    .setCause(e)
                    .log("without BINLOG ADMIN tables stay locked for as long as their snapshot is open");
        }
    }

    private static Session openTarget(TargetDatabase database) {
        Session session = new Session(database.connectForLong(), database::explain);
        return prepared(session, () -> {
            session.query(SqlFile.load("verify/target_session.sql"), rows -> true);
            session.with(connection -> {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                return true;
            });
        });
    }

    private static Session prepared(Session session, Runnable settings) {
        try {
            settings.run();
            return session;
        } catch (MigrationException e) {
            session.close();
            throw e;
        }
    }

    Session source() {
        return source;
    }

    Session target() {
        return target;
    }

    /** What both servers answered. */
    record Both<S, T>(S source, T target) {}

    /** Asks both at the same time and waits for both answers, also when one of them is a failure. */
    <S, T> Both<S, T> both(Supplier<S> onSource, Supplier<T> onTarget) throws InterruptedException {
        Future<T> answer = targetThread.submit(onTarget::get);
        S sourceAnswer;
        try {
            sourceAnswer = onSource.get();
        } catch (MigrationException e) {
            try {
                await(answer);
            } catch (MigrationException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        return new Both<>(sourceAnswer, await(answer));
    }

    private static <T> T await(Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MigrationException failure) {
                throw failure;
            }
            throw new MigrationException(
                    FailureCode.INTERNAL, "Reading the target failed: " + e.getCause(), "Report it.", e.getCause());
        }
    }

    /** Ends what is running on both servers; to be repeated until the pair's user has left. */
    void cancel() {
        source.cancel();
        target.cancel();
    }

    /** Ends the pair's own thread. @return false if it is still reading after that time; then {@link #cancel} it */
    boolean awaitIdle(long millis) throws InterruptedException {
        targetThread.shutdown();
        return targetThread.awaitTermination(millis, TimeUnit.MILLISECONDS);
    }

    /** The pair's user has left. */
    @Override
    public void close() {
        targetThread.shutdown();
        try {
            source.close();
        } finally {
            target.close();
        }
    }
}
