package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.verify.ProofView;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

    public ContinuousRun(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /**
     * Ends with the first difference, after three passes in a row that prove nothing, or when the migration no longer streams.
     *
     * @param onPass hears of every pass
     * @param onTable hears of tables that do not match, and of all tables when everything is compared
     * @return the pass that ended it, or the last one
     * @throws InterruptedException when the user ends it
     */
    public VerificationReport run(Consumer<ProofKeeper.Pass> onPass, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        ProofKeeper proofs = new ProofKeeper(servers, config);
        int unsettled = 0;
        while (true) {
            ProofKeeper.Pass pass;
            try (Connection control = servers.target().connect()) {
                MigrationRecord record = Records.afterSnapshot(control, config.name());
                TargetProgress.requireStreaming(config.name(), record.phase());
                pass = isDue(proofs, control)
                        ? proofs.whole(control, record, onTable)
                        : proofs.pass(control, record, onTable);
            }
            onPass.accept(pass);
            unsettled = pass.report() instanceof VerificationReport.Unsettled ? unsettled + 1 : 0;
            if (pass.report() instanceof VerificationReport.WithDifferences || unsettled == MOST_UNSETTLED) {
                return pass.report();
            }
            // The passing of time is what is waited for: what the stream changes meanwhile is compared together.
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private static boolean isDue(ProofKeeper proofs, Connection control) throws SQLException {
        return proofs.view(control)
                .map(ProofView::proven)
                .map(proven -> proven.wholeAt() == null
                        || proven.wholeAt().plus(WHOLE_EVERY).isBefore(Instant.now()))
                .orElse(false);
    }
}
