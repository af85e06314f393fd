package dev.landfall.evolution;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.ForeignKeyPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.AlterWriter;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Foreign keys that come and go; those of tables and columns that were renamed follow by themselves. */
final class ForeignKeyEvolution {
    private final AlterWriter writer = new AlterWriter();
    private final Changes changes;

    ForeignKeyEvolution(Changes changes) {
        this.changes = changes;
    }

    /** While the table has its old name. */
    void drop(TablePlan before, TablePlan after) {
        before.foreignKeys().stream()
                .filter(key -> find(after, key).isEmpty())
                .forEach(key -> changes.execute(writer.dropConstraint(before, key.name())));
    }

    /**
     * Proven at once: what breaks it is found before anything is written under it. Not so where its parent is made anew under rows that
     * are there already: what they refer to comes behind the statement, and the cutover waits for the proof.
     *
     * @param before null for a new table
     * @param created tables that the statement creates
     */
    void add(MigrationPlan plan, @Nullable TablePlan before, TablePlan after, Set<TableName> created) {
        DdlWriter ddl = new DdlWriter(plan);
        for (ForeignKeyPlan key : after.foreignKeys()) {
            if (before == null || find(before, key).isEmpty()) {
                ddl.foreignKeys(after).stream()
                        .filter(statement -> statement.name().equals(key.name()))
                        .forEach(statement -> changes.execute(statement.sql()));
                if (before == null || !created.contains(key.source().parent())) {
                    ddl.validations(after).stream()
                            .filter(statement -> statement.kind() == Ddl.Kind.VALIDATION
                                    && statement.name().equals(key.name()))
                            .forEach(statement -> changes.execute(statement.sql()));
                }
            }
        }
    }

    private static List<ForeignKeyPlan> find(TablePlan table, ForeignKeyPlan key) {
        return table.foreignKeys().stream()
                .filter(other -> other.name().equals(key.name())
                        && other.source().onDelete() == key.source().onDelete()
                        && other.source().onUpdate() == key.source().onUpdate())
                .toList();
    }
}
