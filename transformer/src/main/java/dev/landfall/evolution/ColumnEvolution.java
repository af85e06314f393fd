package dev.landfall.evolution;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import dev.landfall.schema.AlterWriter;
import java.util.Objects;

/** Columns of one table: what is added, dropped, renamed and changed. */
final class ColumnEvolution {
    private final TablePlan before;
    private final TablePlan after;
    private final java.util.List<Integer> origins;
    private final AlterWriter writer;
    private final Changes changes;

    ColumnEvolution(
            TablePlan before, TablePlan after, java.util.List<Integer> origins, AlterWriter writer, Changes changes) {
        this.before = before;
        this.after = after;
        this.origins = origins;
        this.writer = writer;
        this.changes = changes;
    }

    /** While the table has its old name. */
    void drop() {
        for (int i = 0; i < before.columns().size(); i++) {
            if (!origins.contains(i)) {
                changes.execute(writer.dropColumn(before, before.columns().get(i)));
            }
        }
    }

    void rename() {
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i) >= 0) {
                String from = before.columns().get(origins.get(i)).name();
                String to = after.columns().get(i).name();
                if (!from.equals(to)) {
                    changes.execute(writer.renameColumn(after, from, to));
                }
            }
        }
    }

    void alter() {
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i) >= 0) {
                alter(before.columns().get(origins.get(i)), after.columns().get(i));
            }
        }
    }

    private void alter(ColumnPlan old, ColumnPlan now) {
        String column = now.source().name();
        if (!Widening.keepsValues(old.source(), now.source())) {
            changes.hold("the column " + column + " becomes " + now.source().declaration() + " from "
                    + old.source().declaration() + ", which may change values");
        }
        if (!Objects.equals(old.generatedSql(), now.generatedSql())) {
            changes.incomplete("the column " + column + " is generated in another way");
        }
        if (acts(old) && !old.policies().equals(now.policies())
                || acts(now) && !old.policies().equals(now.policies())) {
            changes.incomplete("other policies hold for the column " + column);
        }
        if (old.identity() && !now.identity()) {
            changes.execute(writer.dropIdentity(after, now));
        }
        if (!old.type().equals(now.type())) {
            retype(old, now);
        }
        if (old.nullable() != now.nullable()) {
            changes.execute(writer.nullability(after, now));
        }
        if (!Objects.equals(old.defaultSql(), now.defaultSql())) {
            changes.execute(writer.defaultValue(after, now));
        }
        if (!old.identity() && now.identity()) {
            changes.hold("the column " + column + " becomes AUTO_INCREMENT, which numbers rows that have 0");
        }
    }

    /** PostgreSQL converts by itself within a family of types, and every value stays what it is. */
    private void retype(ColumnPlan old, ColumnPlan now) {
        if (!sameFamily(old, now)) {
            changes.hold("the column " + now.source().name() + " becomes " + now.type() + " from " + old.type()
                    + " on the target");
        }
        if (old.defaultSql() != null) {
            changes.execute(writer.defaultValue(after, withoutDefault(now)));
        }
        changes.execute(writer.type(after, now));
        if (old.defaultSql() != null
                && now.defaultSql() != null
                && old.defaultSql().equals(now.defaultSql())) {
            changes.execute(writer.defaultValue(after, now));
        }
    }

    private static boolean sameFamily(ColumnPlan old, ColumnPlan now) {
        return old.type().isInteger() && now.type().isInteger()
                || old.type().kind() == now.type().kind()
                || old.type().sql().startsWith("character varying")
                        && now.type().sql().equals("text")
                || old.type().isInteger() && now.type().sql().equals("numeric(20,0)");
    }

    private static ColumnPlan withoutDefault(ColumnPlan column) {
        return new ColumnPlan(
                column.source(),
                column.name(),
                column.type(),
                column.nullable(),
                null,
                column.generatedSql(),
                column.identity(),
                column.checkSql(),
                column.updatedToNow(),
                column.policies());
    }

    private static boolean acts(ColumnPlan column) {
        return column.policies().values().stream().anyMatch(policy -> policy.kind() != Policy.Kind.STOP);
    }

    void add() {
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i) < 0) {
                add(after.columns().get(i));
            }
        }
    }

    private void add(ColumnPlan column) {
        ExistingRows existing = ExistingRows.of(column);
        String fill = existing instanceof ExistingRows.Constant constant ? constant.sql() : null;
        if (existing instanceof ExistingRows.Unknown) {
            changes.incomplete("rows that are there get a value for the new column "
                    + column.source().name() + " that the binary log does not have");
            fill = column.defaultSql();
        }
        if (column.source().defaultsToNegativeZero()) {
            changes.hold("rows that are there get a -0 for the new column "
                    + column.source().name() + ", or a 0 where the server keeps no -0");
        }
        changes.execute(writer.addColumn(after, column, fill));
        if (!Objects.equals(fill, column.defaultSql())) {
            changes.execute(writer.defaultValue(after, column));
        }
    }
}
