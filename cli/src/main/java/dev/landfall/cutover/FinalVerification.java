package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Servers;
import dev.landfall.run.VerifyRun;
import dev.landfall.verify.VerificationReport;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Compares everything while nothing moves, and no longer than writes may be refused. */
final class FinalVerification {
    private final Servers servers;
    private final MigrationConfig config;

    FinalVerification(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /** On a thread of its own, so that it can be ended when the time is over. */
    VerificationReport run(MigrationRecord record, Deadline deadline) throws Exception {
        ExecutorService executor =
                Executors.newSingleThreadExecutor(runnable -> new Thread(runnable, "landfall-final-verify"));
        Future<VerificationReport> verification = executor.submit(() -> new VerifyRun(servers, config)
                .verify(record.plan(), record.plan().tables(), verdict -> {}));
        executor.shutdown();
        try {
            return verification.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded("the last verification");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            verification.cancel(true);
        }
    }
}
