package dev.landfall.run;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceProgram;
import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.check.SourceLogChecks;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.check.TargetChecks;
import dev.landfall.check.WayBackChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.plan.Finding;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.profile.DataProfile;
import dev.landfall.profile.ScanBudget;
import dev.landfall.profile.Trait;
import dev.landfall.run.AssessmentReport.Effort;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Reads both servers and says what will hurt. Changes neither. */
public final class Assessment {
    /** A cautious figure for small machines: the estimate is for planning a day, not a minute. */
    private static final long ROWS_PER_SECOND = 30_000;

    private static final long BYTES_PER_SECOND = 10_000_000;
    private static final String ESTIMATE_BASIS =
            "assumes 30,000 rows/s or 10 MB/s, whichever takes longer, on a small machine; keys and indexes come on top";

    /** Beyond as many lines of code to rewrite, or warnings to read, a migration is a project. */
    private static final int MANY_LINES = 500;

    private static final int MANY_WARNINGS = 20;

    /** The rest of the time is for what rows have to do with each other. */
    private static final double PART_FOR_VALUES = 0.7;

    private final Servers servers;
    private final MigrationConfig config;
    private final PlanMaker plans;

    public Assessment(Servers servers, MigrationConfig config, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.plans = new PlanMaker(config, progress);
    }

    /** @param budget how much of the data to look at */
    public AssessmentReport run(ScanBudget budget) throws SQLException, InterruptedException {
        try (Connection source = servers.source().connect();
                Connection target = servers.target().connect()) {
            long startedAt = System.nanoTime();
            SourceCatalog catalog = plans.catalog(source);
            Relations relations = Relations.of(catalog);
            DataProfile profile =
                    plans.profile(source, catalog, EnumSet.allOf(Trait.class), budget.part(PART_FOR_VALUES));
            MigrationPlan plan = plans.plan(catalog, profile, target);
            List<Finding> findings = new ArrayList<>(plan.findings());
            int unanswered = relations.ask(source, budget, findings);
            findings.sort(Comparator.comparing(Finding::severity)
                    .thenComparing(Finding::where)
                    .thenComparing(Finding::code));
            long rows = catalog.tables().stream()
                    .mapToLong(SourceTable::approximateRows)
                    .sum();
            long bytes = catalog.tables().stream()
                    .mapToLong(SourceTable::approximateBytes)
                    .sum();
            return new AssessmentReport(
                    catalog,
                    checks(source, target, plan),
                    findings,
                    rows,
                    bytes,
                    scan(profile, unanswered, Duration.ofNanos(System.nanoTime() - startedAt)),
                    Duration.ofSeconds(Math.max(1, Math.max(rows / ROWS_PER_SECOND, bytes / BYTES_PER_SECOND))),
                    ESTIMATE_BASIS,
                    effort(catalog, findings));
        }
    }

    private List<CheckResult> checks(Connection source, Connection target, MigrationPlan plan) throws SQLException {
        SourceCatalog catalog = plan.catalog();
        List<CheckResult> checks = new ArrayList<>(SourceSettingChecks.run(catalog.server()));
        checks.addAll(SourcePrivilegeChecks.run(
                source,
                catalog.database(),
                config.source().user(),
                catalog.server().eventScheduler()));
        checks.addAll(SourceLogChecks.run(source, catalog.database()));
        checks.addAll(TargetChecks.server(target, config.target().schema()));
        if (new MigrationStore(config.name()).find(target).isEmpty()) {
            checks.addAll(TargetChecks.empty(target, plan));
            checks.addAll(WayBackChecks.outlook(
                    source,
                    target,
                    plan,
                    config.source().user(),
                    catalog.server().version()));
        }
        return checks;
    }

    private static AssessmentReport.Scan scan(DataProfile profile, int unanswered, Duration took) {
        List<String> partial = profile.tables().entrySet().stream()
                .filter(table -> !table.getValue().complete())
                .map(table -> table.getKey())
                .sorted()
                .toList();
        long rows = profile.tables().values().stream()
                .mapToLong(table -> table.rows())
                .sum();
        return new AssessmentReport.Scan(rows, partial, unanswered, took);
    }

    private static String counted(long count, String what) {
        return (count == 0 ? "no" : String.valueOf(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private static Effort effort(SourceCatalog catalog, List<Finding> findings) {
        long blockers = findings.stream().filter(Finding::blocks).count();
        long warnings = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .count();
        int lines = catalog.programs().stream().mapToInt(SourceProgram::lines).sum();
        String why = counted(blockers, "blocker") + " to deal with, " + counted(warnings, "warning") + " to read, "
                + counted(lines, "line") + " of triggers, routines and events to rewrite";
        Effort.Level level = lines > MANY_LINES || blockers > MANY_WARNINGS
                ? Effort.Level.HIGH
                : blockers > 0 || lines > 0 || warnings > MANY_WARNINGS ? Effort.Level.MEDIUM : Effort.Level.LOW;
        return new Effort(level, why);
    }
}
