package dev.landfall.run;

import dev.landfall.forecast.Effort;
import dev.landfall.forecast.Stage;
import dev.landfall.forecast.TableShape;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.target.Ddl;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is to be done with a table, as far as it matters for how long that takes. */
final class Efforts {
    private Efforts() {}

    static TableShape shape(TablePlan table) {
        Map<Stage, Map<Effort, Integer>> builds = new EnumMap<>(Stage.class);
        builds.put(Stage.INDEX, indexes(table, false, table.primaryKeyColumns().isEmpty() ? 0 : 1));
        Map<Effort, Integer> unique = indexes(table, true, 0);
        unique.put(Effort.CATALOG, (int)
                table.columns().stream().filter(ColumnPlan::identity).count());
        builds.put(Stage.UNIQUE, unique);
        builds.put(
                Stage.FOREIGN_KEYS, Map.of(Effort.CATALOG, table.foreignKeys().size()));
        builds.put(
                Stage.VALIDATION,
                Map.of(Effort.ROWS, table.foreignKeys().size() + table.checks().size()));
        builds.put(Stage.ANALYZE, Map.of(Effort.SAMPLE, 1));
        return new TableShape(
                table.source().name().name(),
                table.source().approximateRows(),
                table.source().approximateBytes(),
                table.columns().size(),
                builds);
    }

    private static Map<Effort, Integer> indexes(TablePlan table, boolean unique, int others) {
        List<IndexPlan> indexes = table.indexes().stream()
                .filter(index -> index.unique() == unique)
                .toList();
        int sorted = (int) indexes.stream().filter(Efforts::isSorted).count();
        Map<Effort, Integer> counts = new EnumMap<>(Effort.class);
        counts.put(Effort.ROWS, sorted + others);
        counts.put(Effort.UNKNOWN, indexes.size() - sorted);
        return counts;
    }

    static Effort of(TablePlan table, Ddl statement) {
        return switch (statement.kind()) {
            case PRIMARY_KEY, UNIQUE_INDEX, VALIDATION, CHECK -> Effort.ROWS;
            case INDEX ->
                table.indexes().stream()
                                .filter(index -> index.name().equals(statement.name()))
                                .allMatch(Efforts::isSorted)
                        ? Effort.ROWS
                        : Effort.UNKNOWN;
            case SCHEMA, TABLE, PARTITION, SEQUENCE, FOREIGN_KEY, IDENTITY, TRIGGER, VIEW, COMMENT -> Effort.CATALOG;
        };
    }

    private static boolean isSorted(IndexPlan index) {
        return index.method() == IndexPlan.Method.BTREE;
    }
}
