package dev.landfall.run;

import dev.landfall.apply.RejectedReplay;
import dev.landfall.apply.ReplicatingSession;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.MappingRules;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import dev.landfall.verify.ProofLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

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
            new PolicyChange(record.plan(), plan).require(PolicyEffects.read(control, config.name()));
            ReplicatingSession.prepare(control);
            try {
                // In the order in which others lock. Rows change that no stream writes down.
                try (Statement statement = control.createStatement()) {
                    statement.execute(SqlFile.load("target/lock_rejected_rows.sql"));
                }
                new ProofLedger(config.name()).end(control);
                requireSamePlan(control, record);
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

    /** Locked: taking tables out changes the plan as well, while a replay holds no role that keeps it from that. */
    private void requireSamePlan(Connection control, MigrationRecord record) throws SQLException {
        MigrationStore store = new MigrationStore(config.name());
        store.lockedPhase(control);
        if (!store.planDigest(control).equals(Optional.of(record.planDigest()))) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Tables were taken out of migration " + config.name()
                            + " at the same moment. Nothing was tried again.",
                    "Run migrate replay again: it goes by the tables that are left.");
        }
    }

    private MigrationPlan withConfiguredPolicies(MigrationPlan old) {
        PlanBasis basis = old.basis();
        // Only policies: what else the rules say is built already.
        MappingRules rules = new MappingRules(
                config.rules().policies(),
                config.rules().columns(),
                basis.rules().keepCaseInsensitiveKeys(),
                basis.rules().materializedViews(),
                basis.rules().history(),
                basis.rules().lockForCopy());
        return Planner.plan(new PlanBasis(basis.catalog(), basis.profile(), rules, basis.features(), basis.schema()));
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
