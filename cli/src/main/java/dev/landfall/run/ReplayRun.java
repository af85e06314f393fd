package dev.landfall.run;

import dev.landfall.apply.RejectedReplay;
import dev.landfall.apply.ReplicatingSession;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes on the policies of the configuration, for the migration and from now on, and tries the rows again that were set
 * aside. All of it happens, or nothing.
 */
public final class ReplayRun {
    private final Servers servers;
    private final MigrationConfig config;

    public ReplayRun(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /**
     * @throws MigrationException {@code RUN-001} while a stream runs, {@code RUN-002} after the hand-over or when the
     *     configuration asks for other types than the migration has
     */
    @SuppressWarnings("try") // the role is held by being open
    public ReplayReceipt run() throws SQLException {
        try (RoleLock stream = RoleLock.acquire(servers.target(), config.name(), Role.STREAM);
                Connection control = servers.target().connect()) {
            MigrationRecord record = Records.afterSnapshot(control, config.name());
            if (record.phase() != Phase.STREAMING) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        "Migration " + config.name() + " is in phase "
                                + record.phase().text()
                                + ": rows that were set aside are tried again only before a cutover.",
                        "Insert them by hand from landfall.rejected_row if they are needed.");
            }
            MigrationPlan plan = withConfiguredPolicies(record.plan());
            SnapshotCommand.requireNoBlockers(plan);
            requireFreeToChange(record.plan(), plan, PolicyEffects.read(control, config.name()));
            ReplicatingSession.prepare(control);
            try {
                new MigrationStore(config.name()).rebase(control, plan.basis());
                apply(control, record.plan(), plan);
                List<RejectedReplay.Result> results = new RejectedReplay(plan, config.name()).run(control);
                control.commit();
                return new ReplayReceipt(results);
            } finally {
                control.rollback();
            }
        }
    }

    private MigrationPlan withConfiguredPolicies(MigrationPlan old) {
        PlanBasis basis = old.basis();
        // Only policies: what else the rules say is built already.
        MappingRules rules = new MappingRules(
                config.rules().policies(),
                config.rules().columns(),
                basis.rules().keepCaseInsensitiveKeys(),
                basis.rules().materializedViews());
        MigrationPlan plan =
                Planner.plan(new PlanBasis(basis.catalog(), basis.profile(), rules, basis.features(), basis.schema()));
        for (int i = 0; i < plan.tables().size(); i++) {
            requireSameTypes(old.tables().get(i), plan.tables().get(i));
        }
        return plan;
    }

    /**
     * A policy that has changed values already stays: rows that were written by it would no longer be what the policies say,
     * and could neither be found by the stream nor be verified.
     */
    private void requireFreeToChange(MigrationPlan old, MigrationPlan wanted, PolicyEffects effects) {
        for (int t = 0; t < old.tables().size(); t++) {
            TablePlan table = old.tables().get(t);
            for (int c = 0; c < table.columns().size(); c++) {
                ColumnPlan before = table.columns().get(c);
                ColumnPlan after = wanted.tables().get(t).columns().get(c);
                for (Map.Entry<Loss, Policy> policy : before.policies().entrySet()) {
                    Policy next = after.policy(policy.getKey());
                    boolean acted = effects.acted(
                            table.source().name().name(), before.source().name(), policy.getKey());
                    boolean free = policy.getValue().equals(next)
                            || policy.getValue().kind() == Policy.Kind.STOP
                            || !acted
                            || policy.getValue().kind() == Policy.Kind.REJECT && next.changesValues();
                    if (!free) {
                        throw new MigrationException(
                                FailureCode.WRONG_PHASE,
                                table.source().name() + "." + before.source().name() + ": the policy "
                                        + policy.getKey().key() + ": " + policy.getValue()
                                        + " has dealt with values already; the configuration changes it to " + next
                                        + ".",
                                "Keep this policy in the configuration file; only reject can be exchanged for null, replace or"
                                        + " a sentinel after it has acted.");
                    }
                }
            }
        }
    }

    private void requireSameTypes(TablePlan old, TablePlan wanted) {
        boolean built =
                old.checks().equals(wanted.checks()) && Objects.equals(old.partitioning(), wanted.partitioning());
        for (int i = 0; i < old.columns().size(); i++) {
            built &= Objects.equals(
                    old.columns().get(i).generatedSql(), wanted.columns().get(i).generatedSql());
        }
        if (!built) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    old.source().name()
                            + ": the policies that the configuration asks for need other generated columns, checks or"
                            + " partitions than the target has.",
                    "Choose a policy that does not change values of these columns, or start the migration afresh.");
        }
        for (int i = 0; i < old.columns().size(); i++) {
            ColumnPlan before = old.columns().get(i);
            ColumnPlan after = wanted.columns().get(i);
            if (!Objects.equals(before.type(), after.type())) {
                throw new MigrationException(
                        FailureCode.WRONG_PHASE,
                        old.source().name() + "." + before.source().name() + " is " + before.type()
                                + " in the migration under way; the configuration makes it " + after.type() + ".",
                        "Only policies can be changed now: ask for the type " + before.type()
                                + " under mapping.columns.");
            }
        }
    }

    /** A policy that puts NULL in the place of values needs a column that takes it. */
    private static void apply(Connection control, MigrationPlan old, MigrationPlan plan) throws SQLException {
        try (Statement statement = control.createStatement()) {
            for (int t = 0; t < plan.tables().size(); t++) {
                TablePlan table = plan.tables().get(t);
                for (int c = 0; c < table.columns().size(); c++) {
                    if (table.columns().get(c).nullable()
                            && !old.tables().get(t).columns().get(c).nullable()) {
                        statement.execute("ALTER TABLE "
                                + Identifiers.postgres(table.schema()) + "."
                                + Identifiers.postgres(table.name()) + " ALTER COLUMN "
                                + Identifiers.postgres(table.columns().get(c).name())
                                + " DROP NOT NULL");
                    }
                }
            }
        }
    }
}
