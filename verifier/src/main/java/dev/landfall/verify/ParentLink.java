package dev.landfall.verify;

import dev.landfall.plan.ForeignKeyPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A foreign key through which a change of a parent row changes rows of a table.
 *
 * @param columns positions of the table's columns that hold the parent's key, in that key's order
 * @param parent the parent on the source
 */
record ParentLink(List<Integer> columns, TableSql parent) {
    ParentLink {
        columns = List.copyOf(columns);
    }

    /** Those to the keys by which the parents' rows are found. */
    static List<ParentLink> of(MigrationPlan plan, TablePlan table) {
        List<ParentLink> links = new ArrayList<>();
        for (ForeignKeyPlan key : table.foreignKeys()) {
            if (key.source().changesChild()) {
                plan.table(key.source().parent())
                        .flatMap(parent -> of(key, table, parent))
                        .ifPresent(links::add);
            }
        }
        return links;
    }

    private static Optional<ParentLink> of(ForeignKeyPlan key, TablePlan table, TablePlan parent) {
        TableSql sql = TableSql.wholeSource(parent);
        List<Integer> columns = new ArrayList<>();
        for (int position : parent.rowKey()) {
            int pair = pair(
                    key.source().parentColumns(),
                    parent.source().columns().get(position).name());
            if (pair < 0) {
                return Optional.empty();
            }
            columns.add(table.source().indexOf(key.source().columns().get(pair)));
        }
        boolean all = sql.keyFound() && columns.size() == key.source().columns().size();
        return all ? Optional.of(new ParentLink(columns, sql)) : Optional.empty();
    }

    private static int pair(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
