package dev.landfall.run;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.config.MigrationConfig;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.profile.DataProfile;
import dev.landfall.profile.ProfileReader;
import dev.landfall.profile.ScanBudget;
import dev.landfall.profile.TableProfile;
import dev.landfall.profile.Trait;
import dev.landfall.profile.WholeScan;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetFeatures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at both servers and at the data, and makes the plan of it. Changes nothing. */
public final class PlanMaker {
    /** What types depend on. */
    private static final Set<Trait> DECISIVE =
            Set.of(Trait.ABOVE_BIGINT, Trait.NOT_BOOLEAN, Trait.NOT_JSON, Trait.NOT_JSONB, Trait.JSON_REPEATED_KEY);

    private final MigrationConfig config;
    private final Progress progress;

    public PlanMaker(MigrationConfig config, Progress progress) {
        this.config = config;
        this.progress = progress;
    }

    /** Looks at every value that decides about a type: what the snapshot goes by. */
    public MigrationPlan plan(Connection source, Connection target) throws Exception {
        SourceCatalog catalog = catalog(source);
        return plan(catalog, wholeProfile(source, catalog), target);
    }

    /** A part of one table, for whichever session is free. */
    private record ScanPart(WholeScan scan, String condition) {}

    private DataProfile wholeProfile(Connection source, SourceCatalog catalog) throws Exception {
        List<WholeScan> scans = new ArrayList<>();
        List<ScanPart> parts = new ArrayList<>();
        for (SourceTable table : catalog.tables()) {
            WholeScan scan = new WholeScan(table, DECISIVE, column -> typeIsOpen(table, column));
            scans.add(scan);
            scan.parts(source).forEach(part -> parts.add(new ScanPart(scan, part)));
        }
        if (!parts.isEmpty()) {
            Workers.run(
                    "scan",
                    config.snapshot().workers(),
                    parts,
                    worker -> new SourceDatabase(config.source()).connectForLong(),
                    (part, session) -> {
                        report(part.scan().table());
                        part.scan().read(session, part.condition());
                    });
        }
        Map<String, TableProfile> tables = new HashMap<>();
        for (WholeScan scan : scans) {
            tables.put(scan.table().name().name(), scan.profile(source));
        }
        return new DataProfile(tables);
    }

    /** A column whose type is asked for needs no look for its type's sake. */
    private boolean typeIsOpen(SourceTable table, SourceColumn column) {
        return config.rules().type(table.name().name(), column.name()).isEmpty();
    }

    private void report(SourceTable table) {
        progress.table(new Progress.TableProgress(
                table.name().name(), "scan", 0, table.approximateRows(), table.approximateBytes()));
    }

    MigrationPlan plan(SourceCatalog catalog, DataProfile profile, Connection target) throws SQLException {
        return Planner.plan(new PlanBasis(
                catalog,
                profile,
                config.rules(),
                TargetFeatures.read(target),
                config.target().schema()));
    }

    SourceCatalog catalog(Connection source) throws SQLException {
        return new TableSelection(config.tables(), config.excludedTables())
                .apply(new CatalogReader(source, config.source().database()).read())
                .withHistory(table -> config.rules().keepsHistory(table.name().name()));
    }

    /** Table by table, each with its share of the budget that is left. */
    DataProfile profile(Connection source, SourceCatalog catalog, Set<Trait> traits, ScanBudget budget)
            throws SQLException, InterruptedException {
        ProfileReader reader = new ProfileReader(source);
        Map<String, TableProfile> tables = new HashMap<>();
        List<SourceTable> all = catalog.tables();
        for (int i = 0; i < all.size(); i++) {
            SourceTable table = all.get(i);
            report(table);
            tables.put(
                    table.name().name(),
                    reader.read(table, traits, column -> true, budget.part(1.0 / (all.size() - i))));
        }
        return new DataProfile(tables);
    }
}
