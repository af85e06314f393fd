package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.check.TableFenceChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.config.TableGroup;
import dev.landfall.evolution.OnlineSchemaTool;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.PlanSplit;
import dev.landfall.verify.ProofLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a group of tables out of its migration, where the target is at that moment: from then on it is a migration of its own, with a
 * position, a stream and a phase, which can be cut over while the others go on. Nothing of the tables themselves is touched.
 */
public final class GroupSplit {
    /** A stream's batch holds the position for as long. */
    private static final Duration BATCH = Duration.ofSeconds(30);

    /** Selections are kept as patterns, joined by commas. */
    private static final Pattern PLAIN = Pattern.compile("[^*?,]+");

    private final Servers servers;
    private final MigrationConfig config;
    private final Progress progress;

    public GroupSplit(Servers servers, MigrationConfig config, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.progress = progress;
    }

    /**
     * Does nothing where the configuration is about no group, or about one that has been taken out before.
     *
     * @throws MigrationException {@code CUTOVER-007} when the group hangs together with other tables, {@code RUN-001} while the whole is
     *     cut over, {@code RUN-002} when it is not followed any more
     */
    public void run() throws SQLException {
        TableGroup group = config.group();
        if (group == null) {
            return;
        }
        try (Connection control = servers.target().connect()) {
            Optional<MigrationRecord> part = new MigrationStore(group.fullName()).find(control);
            if (part.isPresent()) {
                requireOwn(group, part.get());
            } else {
                split(control, group);
            }
        }
    }

    private static void requireOwn(TableGroup group, MigrationRecord part) {
        if (!group.migration().equals(part.parts().whole())) {
            throw new MigrationException(
                    FailureCode.GROUP_NOT_APART,
                    "The target has a migration named " + part.name() + " that is no group of migration "
                            + group.migration() + ".",
                    "Give the group another name under groups in the configuration file.");
        }
    }

    @SuppressWarnings("try") // the role is held by being open
    private void split(Connection control, TableGroup group) throws SQLException {
        try (RoleLock role = RoleLock.acquire(servers.target(), group.migration(), Role.CUTOVER)) {
            MigrationRecord whole = Records.afterSnapshot(control, group.migration());
            if (whole.phase() != Phase.STREAMING) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + whole.name() + " is in phase "
                                + whole.phase().text() + ": no group can be taken out of it now.",
                        "A group is taken out while the target follows the source.");
            }
            MigrationStore.upgrade(control);
            requireFence();
            PlanSplit split = apart(group, whole);
            requireClosed(group, whole, split);
            AppliedPosition at = takeOut(control, group, whole, split);
            progress.note("Group " + group.name() + " (" + names(split).size() + " tables: "
                    + String.join(", ", names(split)) + ") is taken out of migration " + whole.name() + " at GTID "
                    + at.position().gtids() + ". It is migration " + group.fullName()
                    + " now, for good, with a stream of its own, without which it falls behind: migrate stream --group "
                    + group.name()
                    + ".");
        }
    }

    /** It could never be cut over, nor what is left. */
    private void requireFence() throws SQLException {
        try (Connection source = servers.source().connect()) {
            CheckResult fence = TableFenceChecks.run(
                    source, config.source().database(), config.source().user());
            if (fence.outcome() != CheckResult.Outcome.PASSED) {
                throw new MigrationException(FailureCode.SOURCE_PRIVILEGE, fence.seen(), fence.advice());
            }
        }
    }

    /** What a plan of these tables does not show: earlier groups, and tools at work. */
    private static void requireClosed(TableGroup group, MigrationRecord whole, PlanSplit split) {
        List<String> reasons = new ArrayList<>();
        for (SourceTable table : split.part().catalog().tables()) {
            table.foreignKeys().stream()
                    .filter(key -> whole.parts().gone().contains(key.parent().name()))
                    .forEach(key -> reasons.add("foreign key " + key.name() + " of "
                            + table.name().name() + " refers to " + key.parent().name()
                            + ", which was taken out with another group"));
        }
        for (SourceTable table : whole.plan().catalog().tables()) {
            OnlineSchemaTool.owner(table.name())
                    .filter(owner -> whole.plan().table(owner).isPresent())
                    .filter(owner -> split.part().table(owner).isPresent()
                            != split.part().table(table.name()).isPresent())
                    .ifPresent(owner -> reasons.add("table " + table.name().name()
                            + " looks like an online schema change of " + owner.name() + " under way"));
        }
        if (!reasons.isEmpty()) {
            throw refused(group, whole, String.join("; ", reasons));
        }
    }

    private static List<String> names(PlanSplit split) {
        return split.part().tables().stream()
                .map(table -> table.source().name().name())
                .toList();
    }

    private static PlanSplit apart(TableGroup group, MigrationRecord whole) {
        TableSelection selection = new TableSelection(group.tables(), List.of());
        selection.apply(whole.plan().catalog());
        try {
            PlanSplit split = PlanSplit.of(whole.plan(), selection::selects);
            List<String> odd = names(split).stream()
                    .filter(name -> !PLAIN.matcher(name).matches())
                    .toList();
            if (!odd.isEmpty()) {
                throw refused(group, whole, "names with *, ? or a comma cannot be in a group: " + odd);
            }
            return split;
        } catch (PlanSplit.NotApartException e) {
            throw refused(group, whole, String.join("; ", e.reasons()));
        }
    }

    private static MigrationException refused(TableGroup group, MigrationRecord whole, String reason) {
        return new MigrationException(
                FailureCode.GROUP_NOT_APART,
                "Group " + group.name() + " cannot be taken out of migration " + whole.name() + ": " + reason
                        + ". Nothing was changed.",
                "A group has all tables that foreign keys tie together, and leaves some: the last ones are cut over by migrate"
                        + " cutover without --group. Change groups." + group.name() + " in the configuration file.");
    }

    private AppliedPosition takeOut(Connection control, TableGroup group, MigrationRecord whole, PlanSplit split)
            throws SQLException {
        MigrationStore store = new MigrationStore(whole.name());
        control.setAutoCommit(false);
        try {
            // In the order of a stream's batch, which has either all that follows or waits for the first of it.
            try (Statement statement = control.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = " + BATCH.toMillis());
                statement.execute("LOCK TABLE landfall.rejected_row IN SHARE ROW EXCLUSIVE MODE");
                // It is a proof of other tables.
                new ProofLedger(whole.name()).end(control);
                statement.execute("LOCK TABLE landfall.event_ledger IN SHARE ROW EXCLUSIVE MODE");
            }
            PositionLedger positions = new PositionLedger(whole.name());
            // A stream that still applies these tables is refused with its next batch, and goes on without them.
            positions.fence(control);
            // A replay changes the plan as well.
            store.lockedPhase(control);
            if (!store.planDigest(control).equals(Optional.of(whole.planDigest()))) {
                throw refused(group, whole, "its plan has changed at the same moment; run it again");
            }
            store.takeOut(
                    control,
                    group.fullName(),
                    split.part().basis(),
                    split.rest().basis(),
                    names(split));
            AppliedPosition at = positions.read(control).orElseThrow();
            Failpoint.GROUP_WRITTEN.reach();
            control.commit();
            Failpoint.GROUP_KEPT.reach();
            return at;
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }
}
