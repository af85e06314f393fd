package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.verify.Pace;
import dev.landfall.verify.ProofView;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies again and again: everything once, then what has changed since, and everything anew every hour, because what others
 * change on the target is in no log of the stream. One thread.
 */
public final class ContinuousRun {
    private static final Duration WHOLE_EVERY = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_UNSETTLED = 3;

    private final Servers servers;
    private final MigrationConfig config;
    private final Pace pace;

    public ContinuousRun(Servers servers, MigrationConfig config, Pace pace) {
        this.servers = servers;
        this.config = config;
        this.pace = pace;
    }

    /**
     * Ends with the first difference, after three passes in a row that do not settle, or when the migration no longer streams.
     *
     * @param onPass hears of every pass
     * @param onTable hears of tables in which something was compared
     * @return the pass that ended it, or the last one
     * @throws MigrationException {@code RUN-002} when the migration does not stream, {@code VERIFY-002} when it has followed a
     *     schema change meanwhile
     * @throws InterruptedException when the user ends it
     */
    public VerificationReport run(Consumer<ProofKeeper.Pass> onPass, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        ProofKeeper proofs = new ProofKeeper(servers, config, pace);
        VerificationReport last = null;
        int unsettled = 0;
        while (true) {
            ProofKeeper.Pass pass;
            try (Connection control = servers.target().connect()) {
                MigrationRecord record = Records.afterSnapshot(control, config.name());
                if (record.phase() != Phase.STREAMING) {
                    return over(record, last);
                }
                pass = isDue(proofs, control)
                        ? proofs.whole(control, record, onTable)
                        : proofs.pass(control, record, onTable);
            }
            last = pass.report();
            onPass.accept(pass);
            unsettled = pass.report() instanceof VerificationReport.Unsettled ? unsettled + 1 : 0;
            if (pass.report() instanceof VerificationReport.WithDifferences || unsettled == MOST_UNSETTLED) {
                return pass.report();
            }
            // The passing of time is what is waited for: what the stream changes meanwhile is compared together.
            TimeUnit.NANOSECONDS.sleep(pause(pass).toNanos());
        }
    }

    /** Where nothing is proven the next pass compares everything again: the servers have other things to do. */
    private static Duration pause(ProofKeeper.Pass pass) {
        Duration took = pass.report().took();
        return pass.proven() || !pass.whole() || took.compareTo(PAUSE) < 0 ? PAUSE : took;
    }

    /** A cutover that has begun goes on from here by itself. */
    private static VerificationReport over(MigrationRecord record, @Nullable VerificationReport last) {
        if (last == null) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + record.name() + " is in phase "
                            + record.phase().text()
                            + ": nothing follows the source that could be verified again and again.",
                    "Run migrate verify without --continuous.");
        }
        return last;
    }

    private static boolean isDue(ProofKeeper proofs, Connection control) throws SQLException {
        return proofs.view(control)
                .map(ProofView::proven)
                .map(proven -> proven.wholeAt() == null
                        || proven.wholeAt().plus(WHOLE_EVERY).isBefore(Instant.now()))
                .orElse(false);
    }
}
