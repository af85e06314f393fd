package dev.landfall.plan;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceProgram;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.MappingRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the plan. Pure: the same basis gives the same plan. */
public final class Planner {
    private Planner() {}

    public static MigrationPlan plan(PlanBasis basis) {
        SourceCatalog catalog = basis.catalog();
        Findings findings = new Findings();
        CascadeGraph cascades = CascadeGraph.of(catalog);
        reportNameClashes(catalog, findings);
        reportUnmatchedRules(basis, findings);
        TakenNames relations = new TakenNames();
        for (SourceTable table : catalog.tables()) {
            String name = relations.claim(NameMapper.map(table.name().name()));
            relations.claim(NameMapper.shorten(name + "_pkey"));
        }
        catalog.sequences()
                .forEach(sequence ->
                        relations.claim(NameMapper.map(sequence.name().name())));
        TablePlanner.Relations shared = new TablePlanner.Relations(
                basis, UnsignedFamilies.of(basis), KeyColumns.of(catalog), cascades, relations);
        List<TablePlan> tables = new ArrayList<>();
        for (SourceTable table : catalog.tables()) {
            tables.add(new TablePlanner(shared, table, findings).plan());
        }
        List<SequencePlan> sequences = catalog.sequences().stream()
                .map(sequence -> new SequencePlan(
                        sequence, NameMapper.map(sequence.name().name())))
                .toList();
        List<ViewPlan> views = new ViewPlanner(basis, tables, relations, findings).plan();
        catalog.programs().forEach(program -> report(catalog, program, findings));
        return new MigrationPlan(basis, tables, sequences, views, findings.sorted());
    }

    private static void report(SourceCatalog catalog, SourceProgram program, Findings findings) {
        String size = program.characters() == 0
                ? "its body cannot be seen by this user"
                : program.lines() + (program.lines() == 1 ? " line, " : " lines, ") + program.characters()
                        + " characters";
        findings.warning(
                "OBJECT-001",
                catalog.database() + "." + program.name(),
                program.kind().text()
                        + (program.detail().isEmpty() ? "" : " (" + program.detail() + ")")
                        + " in " + program.language() + ", " + size + ", is not carried over",
                "Write its PostgreSQL counterpart before the cutover.");
    }

    private static void reportNameClashes(SourceCatalog catalog, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        for (SourceTable table : catalog.tables()) {
            String target = NameMapper.map(table.name().name());
            String other = seen.putIfAbsent(target, table.name().name());
            // A history of a name that is taken is reported as such.
            if (other != null && !other.equals(table.name().name())) {
                findings.blocker(
                        "NAME-001",
                        table.name().toString(),
                        "becomes " + target + " on the target, as does " + other,
                        "Leave one of them out with --exclude-tables, or rename it on the source.");
            }
        }
    }

    private static void reportUnmatchedRules(PlanBasis basis, Findings findings) {
        List<String> columns = basis.catalog().tables().stream()
                .flatMap(table ->
                        table.columns().stream().map(column -> table.name().name() + "." + column.name()))
                .toList();
        for (ColumnRule rule : basis.rules().unmatched(columns)) {
            findings.warning(
                    "RULE-006",
                    rule.columns(),
                    "the rule under mapping.columns matches no column of the selected tables",
                    "Correct the pattern (table.column, with * and ?), or remove the rule.");
        }
        List<String> versioned = basis.catalog().tables().stream()
                .filter(table -> table.versioning() != null)
                .map(table -> table.name().name())
                .toList();
        for (String pattern : MappingRules.unmatched(basis.rules().history(), versioned)) {
            findings.warning(
                    "RULE-008",
                    pattern,
                    "the pattern under mapping.history matches no system-versioned table of those selected",
                    "Correct the pattern (a table, with * and ?), or remove it.");
        }
        List<String> tables = basis.catalog().tables().stream()
                .map(table -> table.name().name())
                .toList();
        for (String pattern : MappingRules.unmatched(basis.rules().lockForCopy(), tables)) {
            findings.warning(
                    "RULE-009",
                    pattern,
                    "the pattern under mapping.lockForCopy matches no table of those selected",
                    "Correct the pattern (a table, with * and ?), or remove it.");
        }
    }
}
