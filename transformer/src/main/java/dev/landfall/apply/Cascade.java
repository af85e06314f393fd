package dev.landfall.apply;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.TargetRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A foreign key whose actions change child rows, with column positions resolved on both sides. */
record Cascade(
        ForeignKey key, TablePlan parent, List<Integer> parentColumns, TablePlan child, List<Integer> childColumns) {

    /** Every such key between tables of the plan, those that PostgreSQL cannot have included. */
    static List<Cascade> of(MigrationPlan plan) {
        List<Cascade> cascades = new ArrayList<>();
        for (TablePlan child : plan.tables()) {
            for (ForeignKey key : child.source().foreignKeys()) {
                Optional<TablePlan> parent = plan.table(key.parent());
                if (parent.isPresent()
                        && (key.onDelete().changesChild() || key.onUpdate().changesChild())) {
                    cascades.add(new Cascade(
                            key,
                            parent.get(),
                            positions(parent.get(), key.parentColumns()),
                            child,
                            positions(child, key.columns())));
                }
            }
        }
        return cascades;
    }

    ForeignKey.Action onDelete() {
        return key.onDelete();
    }

    ForeignKey.Action onUpdate() {
        return key.onUpdate();
    }

    /** Whether PostgreSQL can have the key, too. */
    boolean onTarget() {
        return child.foreignKeys().stream().anyMatch(planned -> planned.source().equals(key));
    }

    /** Which children refer to some values; these are its parameters. */
    String matches() {
        return childColumns.stream()
                .map(i -> TableStatements.column(child, i) + " = " + TableStatements.value(child, i))
                .collect(Collectors.joining(" AND "));
    }

    /** What children refer to, as it is sent. */
    List<@Nullable Object> valuesOf(TargetRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column : parentColumns) {
            values.add(TableStatements.parameter(parent, column, row.get(column)));
        }
        return values;
    }

    private static List<Integer> positions(TablePlan table, List<String> columns) {
        return columns.stream().map(column -> table.source().indexOf(column)).toList();
    }
}
