package dev.landfall.plan;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceProgram;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the plan. Pure: the same catalog gives the same plan. */
public final class Planner {
    private Planner() {}

    /**
     * @param catalog reduced to the tables to migrate
     * @param targetSchema PostgreSQL schema, already in its final spelling
     */
    public static MigrationPlan plan(SourceCatalog catalog, String targetSchema) {
        Findings findings = new Findings();
        UnsignedKeys unsignedKeys = UnsignedKeys.of(catalog);
        CascadeGraph cascades = CascadeGraph.of(catalog);
        reportNameClashes(catalog, findings);
        TakenNames relations = new TakenNames();
        for (SourceTable table : catalog.tables()) {
            String name = relations.claim(NameMapper.map(table.name().name()));
            relations.claim(NameMapper.shorten(name + "_pkey"));
        }
        catalog.sequences()
                .forEach(sequence ->
                        relations.claim(NameMapper.map(sequence.name().name())));
        List<TablePlan> tables = new ArrayList<>();
        for (SourceTable table : catalog.tables()) {
            tables.add(
                    new TablePlanner(catalog, table, targetSchema, unsignedKeys, cascades, relations, findings).plan());
        }
        List<SequencePlan> sequences = catalog.sequences().stream()
                .map(sequence -> new SequencePlan(
                        sequence, NameMapper.map(sequence.name().name())))
                .toList();
        for (SourceProgram program : catalog.programs()) {
            findings.warning(
                    "OBJECT-001",
                    catalog.database() + "." + program.name(),
                    program.kind() + " of " + program.lines() + " line(s) is not carried over",
                    "Write its PostgreSQL counterpart before the cutover.");
        }
        return new MigrationPlan(catalog, targetSchema, tables, sequences, findings.sorted());
    }

    private static void reportNameClashes(SourceCatalog catalog, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        for (SourceTable table : catalog.tables()) {
            String target = NameMapper.map(table.name().name());
            String other = seen.putIfAbsent(target, table.name().name());
            if (other != null) {
                findings.blocker(
                        "NAME-001",
                        table.name().toString(),
                        "becomes " + target + " on the target, as does " + other,
                        "Leave one of them out with --exclude-tables, or rename it on the source.");
            }
        }
    }
}
