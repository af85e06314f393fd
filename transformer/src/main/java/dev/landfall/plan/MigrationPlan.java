package dev.landfall.plan;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.TableList;
import dev.landfall.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the source database: a value that prints, made once and kept with the migration.
 *
 * @param views in an order in which each reads only tables and earlier views
 */
public record MigrationPlan(
        PlanBasis basis,
        List<TablePlan> tables,
        List<SequencePlan> sequences,
        List<ViewPlan> views,
        List<Finding> findings) {
    public MigrationPlan {
        tables = TableList.of(tables, table -> table.source().name());
        sequences = List.copyOf(sequences);
        views = List.copyOf(views);
        findings = List.copyOf(findings);
    }

    /** The source, reduced to the selected tables. */
    public SourceCatalog catalog() {
        return basis.catalog();
    }

    /** PostgreSQL schema of all tables. */
    public String schema() {
        return basis.schema();
    }

    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    public Optional<TablePlan> table(TableName name) {
        return TableList.of(tables, table -> table.source().name()).find(name);
    }
}
