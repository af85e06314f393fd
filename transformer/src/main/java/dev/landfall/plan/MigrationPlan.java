package dev.landfall.plan;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the source database: a value that prints, made once and kept with the migration.
 *
 * @param catalog the source, reduced to the selected tables
 * @param schema PostgreSQL schema of all tables
 */
public record MigrationPlan(
        SourceCatalog catalog,
        String schema,
        List<TablePlan> tables,
        List<SequencePlan> sequences,
        List<Finding> findings) {
    public MigrationPlan {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        findings = List.copyOf(findings);
    }

    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    public Optional<TablePlan> table(TableName name) {
        return tables.stream()
                .filter(table -> table.source().name().equals(name))
                .findFirst();
    }
}
