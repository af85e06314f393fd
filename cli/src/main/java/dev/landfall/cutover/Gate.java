package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.check.Checks;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.check.TableFenceChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.KeptVerification;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.OpenConstraints;
import dev.landfall.run.Records;
import dev.landfall.run.SafeToCutOver;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.SchemaComparison;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.Servers;
import dev.landfall.run.VerificationLedger;
import dev.landfall.run.VerifyRun;
import dev.landfall.setting.Durations;
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
import java.util.Optional;

/** Everything that must be true before writes are refused. Changes neither server's data. */
final class Gate {
    /** A stream that cannot come close within this time will not do so while writes are refused either. */
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final Servers servers;
    private final MigrationConfig config;
    private final CutoverOptions options;

    Gate(Servers servers, MigrationConfig config, CutoverOptions options) {
        this.servers = servers;
        this.config = config;
        this.options = options;
    }

    /** @throws MigrationException when a server setting, a privilege or a schema change stands in the way */
    void requireReady(Connection source, MigrationRecord record) throws SQLException {
        ServerInfo server = CatalogReader.serverInfo(source);
        Checks.require(SourceSettingChecks.run(server));
        CheckResult fence = record.isSplit()
                ? TableFenceChecks.run(
                        source, config.source().database(), config.source().user())
                : SourcePrivilegeChecks.fence(
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

    /**
     * Everything is equal, as far as that can be known while writes flow.
     *
     * @param proof what is kept of it for the last verification
     */
    void requireVerified(Connection control, MigrationRecord record, LiveProof proof)
            throws SQLException, InterruptedException {
        Duration within = options.cleanWithin();
        if (within != null) {
            requireCleanWithin(control, within);
        }
        if (options.verifyAll()) {
            requireAllVerified(control, record);
        } else {
            requireClean(proof.begin(control, record));
        }
    }

    /** A recent clean verification of every row counts; otherwise one is run now. */
    private void requireAllVerified(Connection control, MigrationRecord record)
            throws SQLException, InterruptedException {
        Instant clean = record.cleanVerificationAt() == null
                ? null
                : new ProofLedger(config.name())
                        .read(control)
                        .filter(view -> view.planDigest().equals(ProofLedger.basis(record.planDigest())))
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
                    "the verification is not clean: " + report.found(),
                    report.differing() == 0 ? "Run migrate verify: it says why." : "Run migrate verify to see them.");
        }
        return report;
    }

    private void requireCleanWithin(Connection control, Duration within) throws SQLException {
        VerificationLedger ledger = new VerificationLedger(config.name());
        Optional<KeptVerification> clean = ledger.latestThatCounts(control);
        if (clean.isPresent() && clean.get().age().compareTo(within) <= 0) {
            return;
        }
        Optional<KeptVerification> latest = ledger.latest(control);
        String seen = "there was none yet";
        if (clean.isPresent()) {
            seen = "what the last one goes by was compared "
                    + Durations.text(clean.get().age()) + " ago";
        } else if (latest.isPresent()) {
            seen = "the last verification, " + Durations.text(latest.get().age()) + " ago, was "
                    + latest.get().verdict()
                    + (latest.get().verdict().equals("equal") ? ", and does not count any more" : "");
        }
        throw closed(
                "no verification of all tables that found nothing has ended within the last " + Durations.text(within)
                        + "; " + seen,
                "Run migrate verify, then migrate cutover again; or leave --require-clean-verify out.");
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

    /** A key, a constraint or a trigger that is not there lets in what the source would refuse, or leaves out what it does. */
    void requireTargetSchema(Connection control, MigrationRecord record) throws SQLException {
        List<SchemaDifference> differences =
                options.otherSchema() ? List.of() : new SchemaComparison(control, record.plan()).objects();
        if (!differences.isEmpty()) {
            throw closed(
                    "the target schema is not the planned one: " + SchemaDifference.shown(differences),
                    "Look at migrate schema diff. migrate schema finish makes keys, indexes, constraints and triggers that are"
                            + " missing; migrate schema plan prints every statement. Undo what was changed, or, if it was changed on"
                            + " purpose, run migrate cutover with --allow-schema-differences.");
        }
    }

    /** What was looked at before has to hold when the cutover goes on. */
    MigrationRecord requireUnchanged(Connection control, MigrationRecord before) throws SQLException {
        MigrationRecord now = Records.afterSnapshot(control, config.name());
        if (!now.planDigest().equals(before.planDigest()) || now.phase() != before.phase()) {
            throw closed(
                    "the migration has changed while the cutover was held (phase "
                            + now.phase().text() + ")",
                    "Run migrate cutover again: it goes by what is now.");
        }
        return now;
    }

    private static MigrationException closed(String reason, String advice) {
        return new MigrationException(
                FailureCode.CUTOVER_NOT_SAFE,
                "The cutover was not begun: " + reason + ". Writes were never refused.",
                advice);
    }
}
