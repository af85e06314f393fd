package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.check.Checks;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.OpenConstraints;
import dev.landfall.run.SafeToCutOver;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.Servers;
import dev.landfall.run.VerifyRun;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.throttle.StreamOrders;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.ProofView;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything that must be true before writes are refused. Changes neither server's data. */
final class Gate {
    /** A stream that cannot come close within this time will not do so while writes are refused either. */
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final Servers servers;
    private final MigrationConfig config;

    Gate(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /** @throws MigrationException when a server setting, a privilege or a schema change stands in the way */
    void requireReady(Connection source, MigrationRecord record) throws SQLException {
        ServerInfo server = CatalogReader.serverInfo(source);
        Checks.require(SourceSettingChecks.run(server));
        CheckResult fence = SourcePrivilegeChecks.fence(
                source, config.source().database(), config.source().user(), server.eventScheduler());
        if (fence.outcome() != CheckResult.Outcome.PASSED) {
            throw new MigrationException(FailureCode.SOURCE_PRIVILEGE, fence.seen(), fence.advice());
        }
        List<String> changes = SchemaChanges.since(record, source);
        if (!changes.isEmpty()) {
            throw closed("the source schema has changed: " + String.join("; ", changes), "Migrate that schema first.");
        }
    }

    /** A stream that is told to stand still does not drain. */
    void requireStreaming(Connection control) throws SQLException {
        StreamOrders orders = new StreamOrderStore(config.name()).read(control);
        if (orders.paused()) {
            throw closed("the stream is paused by migrate ctl since " + orders.pausedAt(), "Run migrate ctl resume.");
        }
    }

    /** Waits until the target has everything that the source had logged a moment ago. */
    void requireSmallLag(Drain drain, GtidSet head) throws SQLException, InterruptedException {
        if (!drain.await(head, CATCH_UP)) {
            throw closed(
                    "the stream did not catch up within " + CATCH_UP.toSeconds() + " s",
                    "Let migrate stream run until migrate status shows a small lag.");
        }
    }

    /** A recent clean verification of every row counts; otherwise one is run now, while writes flow. */
    void requireCleanVerification(Connection control, MigrationRecord record)
            throws SQLException, InterruptedException {
        Instant clean = record.cleanVerificationAt() == null
                ? null
                : new ProofLedger(config.name())
                        .read(control)
                        .map(ProofView::proven)
                        .map(ProofView.Proven::wholeAt)
                        .orElse(null);
        if (clean != null && clean.plus(SafeToCutOver.VERIFICATION_HOLDS).isAfter(Instant.now())) {
            return;
        }
        VerifyRun run = new VerifyRun(servers, config);
        VerificationReport report = run.verify(record.plan(), record.plan().tables(), verdict -> {});
        run.remember(control, report);
        requireClean(report);
    }

    static VerificationReport requireClean(VerificationReport report) {
        if (!(report instanceof VerificationReport.Clean)) {
            throw closed(
                    "the verification is not clean: " + report.differing() + " row(s) differ"
                            + (report instanceof VerificationReport.Unsettled ? ", some tables did not settle" : ""),
                    "Run migrate verify to see them.");
        }
        return report;
    }

    /** The target has caught up: what was corrected on the source has arrived. */
    void requireConstraints(Connection control, MigrationRecord record) throws SQLException {
        List<String> open = OpenConstraints.validate(control, record.plan());
        if (!open.isEmpty()) {
            throw closed(
                    String.join("; ", open),
                    "Correct these rows on the source and let the stream bring the correction over.");
        }
    }

    private static MigrationException closed(String reason, String advice) {
        return new MigrationException(
                FailureCode.CUTOVER_NOT_SAFE,
                "The cutover was not begun: " + reason + ". Writes were never refused.",
                advice);
    }
}
