package dev.landfall.run;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.verify.ApplierProgress;
import dev.landfall.verify.Pace;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.Strength;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import dev.landfall.verify.Verifier;
import dev.landfall.verify.VerifyOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Verifies a migration's tables and remembers a clean outcome that covered all of them. */
public final class VerifyRun {
    private final Servers servers;
    private final MigrationConfig config;
    private final Pace pace;

    /** As fast as it goes. */
    public VerifyRun(Servers servers, MigrationConfig config) {
        this(servers, config, Pace.FREE);
    }

    public VerifyRun(Servers servers, MigrationConfig config, Pace pace) {
        this.servers = servers;
        this.config = config;
        this.pace = pace;
    }

    /**
     * @param goesOn whether from a verification that was interrupted, where that is safe
     * @throws MigrationException {@code VERIFY-002} when a stream has followed a schema change meanwhile
     */
    public VerificationReport run(Consumer<TableVerdict> onTable, boolean goesOn, Progress progress)
            throws SQLException, InterruptedException {
        // It says nothing for as long as a table takes.
        try (Connection control = servers.target().connectForLong()) {
            MigrationRecord record = Records.afterSnapshot(control, config.name());
            ReadableTables readable = readable(control, record);
            List<TablePlan> tables = readable.tables();
            if (tables.size() == record.plan().tables().size() && record.phase() == Phase.STREAMING) {
                return new ProofKeeper(servers, config, pace, progress)
                        .whole(control, record, onTable, goesOn)
                        .report();
            }
            readable.unread().forEach(onTable);
            VerifyOptions options = options(config.verify().maxDifferences(), true);
            VerificationReport report =
                    search(control, record, tables, onTable, options).report();
            remember(control, record, tables, report);
            requireStillUnreadable(control, record, readable);
            return report.with(readable.unread());
        }
    }

    /** Searches by a record's plan. @throws MigrationException {@code VERIFY-002} when it is no longer in force at the end */
    Verifier.Search search(
            Connection control,
            MigrationRecord record,
            List<TablePlan> tables,
            Consumer<TableVerdict> onTable,
            VerifyOptions options)
            throws SQLException, InterruptedException {
        return search(control, record, options, verifier -> Optional.of(verifier.search(tables, onTable)))
                .orElseThrow();
    }

    /** What a verifier is to look for. */
    interface Searching {
        Optional<Verifier.Search> with(Verifier verifier) throws InterruptedException;
    }

    /** The same for anything that a verifier looks for. */
    Optional<Verifier.Search> search(
            Connection control, MigrationRecord record, VerifyOptions options, Searching searching)
            throws SQLException, InterruptedException {
        Optional<Verifier.Search> search;
        try {
            search = search(record.plan(), options, searching);
        } catch (SQLException | MigrationException e) {
            requireSamePlan(control, record, e);
            throw e;
        }
        requireSamePlan(control, record, null);
        return search;
    }

    /** Without those that the plan cannot read on the target any more: what they lack is a difference of the schema. */
    ReadableTables readable(Connection control, MigrationRecord record) throws SQLException {
        List<TablePlan> selected = selected(record);
        if (record.phase().handedOver()) {
            // Nobody compares the schema then, and nobody would hear of it.
            return new ReadableTables(selected, Map.of());
        }
        Map<TablePlan, SchemaDifference> unreadable = new SchemaComparison(control, record.plan()).unreadable(selected);
        if (!selected.isEmpty() && unreadable.size() == selected.size()) {
            requireSamePlan(control, record, null);
            throw new MigrationException(
                    FailureCode.SCHEMA_DIFFERS,
                    "None of the tables can be compared: " + SchemaDifference.shown(List.copyOf(unreadable.values()))
                            + ".",
                    "Put back on the target what is missing there; migrate schema diff shows everything that is not as planned.");
        }
        return new ReadableTables(
                selected.stream()
                        .filter(table -> !unreadable.containsKey(table))
                        .toList(),
                unreadable);
    }

    /** What was left out, and is there by now, would be missing in an answer that names no difference of the schema any more. */
    private void requireStillUnreadable(Connection control, MigrationRecord record, ReadableTables compared)
            throws SQLException {
        List<TablePlan> left = List.copyOf(compared.leftOut().keySet());
        if (!left.isEmpty()
                && new SchemaComparison(control, record.plan()).unreadable(left).size() < left.size()) {
            throw new MigrationException(
                    FailureCode.VERIFY_UNSETTLED,
                    "Tables or columns that were missing on the target when the verification began are there by now; their rows"
                            + " were not compared.",
                    "Run migrate verify again: it compares them as well.");
        }
    }

    /** Rows were compared by the columns that the plan had when it began; neither a difference nor parity says anything then. */
    void requireSamePlan(Connection control, MigrationRecord record, @Nullable Exception cause) throws SQLException {
        if (!new MigrationStore(config.name()).planDigest(control).equals(Optional.of(record.planDigest()))) {
            throw new MigrationException(
                    FailureCode.VERIFY_UNSETTLED,
                    "The source's schema has changed since the verification began and the stream has followed it, or tables were"
                            + " taken out of the migration.",
                    "Run migrate verify again: it goes by what is there now.",
                    cause);
        }
    }

    /** Verifies the given tables of a plan; leaves a running stream alone. */
    public VerificationReport verify(MigrationPlan plan, List<TablePlan> tables, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        return search(
                        plan,
                        options(config.verify().maxDifferences(), false),
                        verifier -> Optional.of(verifier.search(tables, onTable)))
                .orElseThrow()
                .report();
    }

    /**
     * Verifies, while the source stands still and the target has all of it, what the stream has changed since the proof.
     *
     * @param still where the source stands
     * @return empty when no proof holds: nothing was compared
     */
    public Optional<VerificationReport> verifyChanges(MigrationRecord record, GtidSet still)
            throws InterruptedException {
        Verifier verifier = new Verifier(
                servers.source(),
                servers.target(),
                record.plan(),
                options(config.verify().maxDifferences(), false),
                new StandingTarget(still));
        return verifier.searchChanges(
                        new ProofLedger(config.name()),
                        ProofLedger.basis(record.planDigest()),
                        record.plan().tables(),
                        verdict -> {})
                .map(Verifier.Search::report);
    }

    VerifyOptions options(int maxDifferences, boolean fenced) {
        return new VerifyOptions(
                maxDifferences,
                config.verify().workers(),
                VerifyOptions.DEFAULTS.rangeRows(),
                VerifyOptions.DEFAULTS.patience(),
                config.verify().method(),
                fenced,
                config.name());
    }

    private Optional<Verifier.Search> search(MigrationPlan plan, VerifyOptions options, Searching searching)
            throws SQLException, InterruptedException {
        try (TargetProgress applier = new TargetProgress(servers.target(), config.name())) {
            ApplierProgress progress = standsStill() ? standing() : applier;
            return searching.with(new Verifier(servers.source(), servers.target(), plan, options, progress, pace));
        }
    }

    private ApplierProgress standing() throws SQLException {
        try (Connection control = servers.target().connect()) {
            return Records.existing(control, config.name()).isSplit()
                    ? new FencedTables(servers.source())
                    : new StandingTarget(SourceHead.position(servers.source()));
        }
    }

    /** After a hand-over nothing follows the source; while nothing comes back either, what differs is a difference. */
    private boolean standsStill() throws SQLException {
        try (Connection control = servers.target().connect()) {
            Optional<Phase> phase = new MigrationStore(config.name()).phase(control);
            return phase.map(Phase::inRollback).orElse(false)
                    || phase.equals(Optional.of(Phase.HANDED_OVER))
                            && !RoleLock.isHeld(control, config.name(), Role.REVERSE);
        }
    }

    /** What covered only some tables, or was made by another plan, says nothing about the migration; but a difference does. */
    void remember(Connection control, MigrationRecord record, List<TablePlan> tables, VerificationReport report)
            throws SQLException {
        boolean samePlan =
                new MigrationStore(config.name()).planDigest(control).equals(Optional.of(record.planDigest()));
        if (tables.size() == record.plan().tables().size() && samePlan) {
            remember(control, report);
        } else if (report instanceof VerificationReport.WithDifferences) {
            new MigrationStore(config.name()).cleanVerification(control, null);
            new ProofLedger(config.name()).end(control);
        }
    }

    /** A clean verification opens the way to a cutover; one with differences closes it again, and ends what was proven. */
    public void remember(Connection control, VerificationReport report) throws SQLException {
        MigrationStore store = new MigrationStore(config.name());
        new VerificationLedger(config.name()).keep(control, report);
        if (report instanceof VerificationReport.Clean && report.strength() != Strength.BEHIND) {
            store.cleanVerification(
                    control, report.oldestBefore().orElse(report.startedAt().plus(report.took())));
        } else if (report instanceof VerificationReport.WithDifferences) {
            store.cleanVerification(control, null);
            new ProofLedger(config.name()).end(control);
        }
    }

    List<TablePlan> selected(MigrationRecord record) {
        MigrationPlan plan = record.plan();
        // A group's patterns have said which tables to take out: these are the migration now.
        if (config.group() != null
                || config.tables().isEmpty() && config.excludedTables().isEmpty()) {
            return plan.tables();
        }
        SourceCatalog selected = new TableSelection(config.tables(), config.excludedTables())
                .apply(plan.catalog(), record.parts().gone());
        Set<String> names = new HashSet<>();
        selected.tables().forEach(table -> names.add(table.name().name()));
        return plan.tables().stream()
                .filter(table -> names.contains(table.source().name().name()))
                .toList();
    }
}
