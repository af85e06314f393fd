package dev.landfall.run;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.check.CheckResult;
import dev.landfall.check.SourceLogChecks;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.check.TargetChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.plan.Finding;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.Planner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads both servers and says what will hurt. Changes neither. */
public final class Assessment {
    /** A cautious figure for small machines: the estimate is for planning a day, not a minute. */
    private static final long ROWS_PER_SECOND = 30_000;

    private static final long BYTES_PER_SECOND = 10_000_000;

    private final Servers servers;
    private final MigrationConfig config;

    public Assessment(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    public AssessmentReport run() throws SQLException {
        try (Connection source = servers.source().connect();
                Connection target = servers.target().connect()) {
            String database = config.source().database();
            SourceCatalog catalog = new TableSelection(config.tables(), config.excludedTables())
                    .apply(new CatalogReader(source, database).read());
            MigrationPlan plan = Planner.plan(catalog, config.target().schema());
            List<CheckResult> checks = new ArrayList<>(SourceSettingChecks.run(catalog.server()));
            checks.addAll(SourcePrivilegeChecks.run(
                    source, database, config.source().user(), catalog.server().eventScheduler()));
            checks.addAll(SourceLogChecks.run(source, database));
            checks.addAll(TargetChecks.server(target, config.target().schema()));
            if (new MigrationStore(config.name()).find(target).isEmpty()) {
                checks.addAll(TargetChecks.empty(target, plan));
            }
            List<Finding> findings = new ArrayList<>(plan.findings());
            findings.addAll(ZeroDates.find(source, plan));
            long rows = catalog.tables().stream()
                    .mapToLong(SourceTable::approximateRows)
                    .sum();
            long bytes = catalog.tables().stream()
                    .mapToLong(SourceTable::approximateBytes)
                    .sum();
            return new AssessmentReport(
                    catalog, checks, findings, rows, bytes, Math.max(rows / ROWS_PER_SECOND, bytes / BYTES_PER_SECOND));
        }
    }
}
