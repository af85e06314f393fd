package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.ProofKeeper;
import dev.landfall.run.Servers;
import dev.landfall.run.VerifyRun;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The last verification while nothing moves, and no longer than writes may be refused. */
final class FinalVerification {
    /** For one that is ended to take back what it has begun on PostgreSQL; only where nobody's writes wait for that. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Servers servers;
    private final MigrationConfig config;

    FinalVerification(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /** @param whole whether every row was compared */
    record Outcome(VerificationReport report, boolean whole) {}

    /** Compares everything. */
    VerificationReport run(MigrationRecord record, Deadline deadline) throws Exception {
        return within(deadline, () -> everything(record));
    }

    /**
     * Compares what has changed since everything was proven equal; everything when no proof holds.
     *
     * @param still where the source stands; the target has all of it
     */
    Outcome changes(MigrationRecord record, GtidSet still, Deadline deadline) throws Exception {
        return within(deadline, () -> {
            Optional<VerificationReport> changes = new VerifyRun(servers, config).verifyChanges(record, still);
            return changes.isPresent() ? new Outcome(changes.get(), false) : new Outcome(everything(record), true);
        });
    }

    /**
     * As {@link #changes}, while writes flow: in a view of both sides. What it finds is kept. Over a session of its own, which nobody
     * else uses should it go on for a moment after its time.
     */
    Outcome inOneView(MigrationRecord record, Deadline deadline) throws Exception {
        return within(deadline, ENDING, () -> {
            try (Connection control = servers.target().connect()) {
                ProofKeeper.Pass pass = new ProofKeeper(servers, config).pass(control, record, verdict -> {});
                return new Outcome(pass.report(), pass.whole());
            }
        });
    }

    private VerificationReport everything(MigrationRecord record) throws Exception {
        return new VerifyRun(servers, config)
                .verify(record.plan(), record.plan().tables(), verdict -> {});
    }

    private static <T> T within(Deadline deadline, Callable<T> work) throws Exception {
        return within(deadline, Duration.ZERO, work);
    }

    /** On a thread of its own, so that it can be ended when the time is over. @param ending how long that end is waited for */
    private static <T> T within(Deadline deadline, Duration ending, Callable<T> work) throws Exception {
        ExecutorService executor =
                Executors.newSingleThreadExecutor(runnable -> new Thread(runnable, "landfall-final-verify"));
        Future<T> verification = executor.submit(work);
        executor.shutdown();
        try {
            return verification.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded("the last verification");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            verification.cancel(true);
            if (!ending.isZero()) {
                executor.awaitTermination(ending.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
