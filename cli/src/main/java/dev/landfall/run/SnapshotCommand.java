package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.check.Checks;
import dev.landfall.check.SourceLogChecks;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.check.TargetChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.config.TableGroup;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.Finding;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.stream.BinlogReach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Begins a snapshot, or goes on with one: everything is checked before anything is touched. */
public final class SnapshotCommand {
    private final Servers servers;
    private final MigrationConfig config;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final StepClock clock;

    public SnapshotCommand(Servers servers, MigrationConfig config, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.config = config;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.clock = new StepClock(progress);
    }

    @SuppressWarnings("try") // the roles are held by being open
    public SnapshotReceipt run() throws Exception {
        requireWhole();
        String name = config.name();
        Servers copying = servers.copying(name);
        try (RoleLock copy = RoleLock.acquire(servers.target(), name, Role.COPY);
                RoleLock stream = RoleLock.acquire(servers.target(), name, Role.STREAM);
                Connection control = servers.target().connectForLong()) {
            LeftoverSessions.end(control, copying.target());
            LeftoverSessions.end(control, servers.streaming(name).target());
            Optional<MigrationRecord> found = new MigrationStore(name).find(control);
            clock.begin("prepare");
            boolean copied = found.map(record -> record.phase().snapshotDone()).orElse(false);
            MigrationConfig fitting = copied ? config : fitting(control);
            MigrationPlan plan = found.isPresent() ? resume(found.get(), control) : begin(control, copying, fitting);
            Phase phase = found.map(MigrationRecord::phase).orElse(Phase.COPYING);
            return new SnapshotRun(copying, fitting, plan, progress, stopRequested, clock)
                    .run(control, phase, found.isPresent());
        }
    }

    private void requireWhole() {
        TableGroup group = config.group();
        if (group != null) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate snapshot: a group is copied together with its migration, and taken out of it later.",
                    "Run migrate snapshot without --group " + group.name() + ".");
        }
    }

    /** With as many workers as both servers have sessions for. */
    private MigrationConfig fitting(Connection control) throws SQLException {
        try (Connection source = servers.source().connect()) {
            return SessionRoom.of(source, control)
                    .tooSmallFor(config.snapshot().workers())
                    .map(limit -> {
                        progress.note("Copies with " + limit.workers() + " instead of "
                                + config.snapshot().workers() + " workers: " + limit.text()
                                + ", and half of the rest is left to others.");
                        return config.withSnapshotWorkers(limit.workers());
                    })
                    .orElse(config);
        }
    }

    private MigrationPlan begin(Connection control, Servers copying, MigrationConfig fitting) throws Exception {
        try (Connection source = servers.source().connect()) {
            String database = config.source().database();
            ServerInfo server = CatalogReader.serverInfo(source);
            List<CheckResult> checks = new ArrayList<>(SourceSettingChecks.run(server));
            checks.addAll(
                    SourcePrivilegeChecks.run(source, database, config.source().user(), server.eventScheduler()));
            checks.addAll(SourceLogChecks.run(source, database));
            checks.addAll(TargetChecks.server(control, config.target().schema()));
            Checks.require(checks);
            TableSelection selection = new TableSelection(config.tables(), config.excludedTables());
            MigrationPlan plan = new PlanMaker(fitting, progress).plan(source, control);
            requireNoBlockers(plan);
            Checks.require(TargetChecks.empty(control, plan));
            requireSameTables(control, plan);
            prepareTarget(source, control, copying, plan, selection);
            return plan;
        }
    }

    private void prepareTarget(
            Connection source, Connection control, Servers copying, MigrationPlan plan, TableSelection selection)
            throws SQLException {
        MigrationStore.install(control);
        new SchemaRun(copying).beforeCopy(plan);
        Failpoint.SNAPSHOT_SCHEMA_CREATED.reach();
        control.setAutoCommit(false);
        try {
            new MigrationStore(config.name())
                    .create(control, config.source().display(), plan, selection, Version.current());
            ChunkPlanner.plan(
                    source, control, config.name(), plan, config.snapshot().chunkRows());
            control.commit();
            Failpoint.SNAPSHOT_PLANNED.reach();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }

    private MigrationPlan resume(MigrationRecord record, Connection control) throws SQLException {
        if (record.phase().handedOver()) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + config.name() + " is handed over already: the target owns the data.",
                    "There is nothing left to copy, and nothing to drop: rows that were written since are on the target only. For"
                            + " MariaDB to own the data again: migrate rollback, as long as there is a way back.");
        }
        requireSameMigration(record);
        MigrationStore.upgrade(control);
        RuleDrift.report(record, config, progress);
        if (record.phase() == Phase.COPYING) {
            try (Connection source = servers.source().connect()) {
                Checks.require(SourceSettingChecks.run(CatalogReader.serverInfo(source)));
            }
            requireBinlog(record, control);
        }
        progress.note(
                record.phase().snapshotDone()
                        ? "The snapshot is finished already."
                        : "Going on with the snapshot in phase "
                                + record.phase().text() + ".");
        return record.plan();
    }

    /** What is copied has to be brought to where the rest will be read: better no more is copied than that this fails in the end. */
    private void requireBinlog(MigrationRecord record, Connection control) throws SQLException {
        List<Chunk> copied = new ChunkLedger(config.name())
                .read(control, record.plan().catalog().database()).stream()
                        .filter(Chunk::done)
                        .toList();
        if (!copied.isEmpty()) {
            BinlogReach.require(
                    servers.source(), CopiedSpan.of(copied, record.plan()).smallest());
        }
    }

    /** What is under way has its tables and its schema: others would be passed over without a word. */
    private void requireSameMigration(MigrationRecord record) {
        boolean selects = !config.tables().isEmpty() || !config.excludedTables().isEmpty();
        TableSelection selection = new TableSelection(config.tables(), config.excludedTables());
        MigrationPlan plan = record.plan();
        String different = "";
        if (selects && !selection.equals(record.selection())) {
            different = "with " + record.selection().display() + ", but " + selection.display() + " is asked for now";
        } else if (!plan.schema().equals(config.target().schema())) {
            different =
                    "into schema " + plan.schema() + ", but " + config.target().schema() + " is asked for now";
        } else if (!plan.catalog().database().equals(config.source().database())) {
            different = "from database " + plan.catalog().database() + ", but "
                    + config.source().database() + " is asked for now";
        }
        if (!different.isEmpty()) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + config.name() + " has begun " + different + ".",
                    "Go on with what it has begun with, begin another one under another --name, or start afresh: "
                            + record.freshStart(plan)
                            + ".");
        }
    }

    static void requireNoBlockers(MigrationPlan plan) {
        if (plan.blockers().isEmpty()) {
            return;
        }
        throw new MigrationException(
                FailureCode.SCHEMA_BLOCKED,
                plan.blockers().stream()
                        .map(finding -> finding.where() + ": " + finding.text() + ".")
                        .collect(Collectors.joining("\n")),
                plan.blockers().stream().map(Finding::advice).distinct().collect(Collectors.joining("\n")));
    }

    private static void requireSameTables(Connection control, MigrationPlan plan) throws SQLException {
        List<SchemaDifference> differences = new SchemaComparison(control, plan).existingTables();
        if (!differences.isEmpty()) {
            SchemaDifference first = differences.get(0);
            throw new MigrationException(
                    FailureCode.TARGET_NOT_EMPTY,
                    "The target has tables of the same names with other columns, for example " + first.where() + ": "
                            + first.seen() + ", expected " + first.expected() + " (" + differences.size()
                            + " differences).",
                    "Choose another schema with --target-schema, or drop these tables, if nobody needs them: another migration, or"
                            + " a group of one, may have handed them over.");
        }
    }
}
