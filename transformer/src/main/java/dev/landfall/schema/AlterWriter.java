package dev.landfall.schema;

import static org.jooq.impl.DSL.name;

import dev.landfall.mapping.Jooq;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Renders single changes of a target table as PostgreSQL DDL. Pure. */
public final class AlterWriter {
    private final DSLContext dsl = Jooq.postgres(true);

    /** @param existing what rows that are there get; null for NULL. The column's own default is set apart from it. */
    public String addColumn(TablePlan table, ColumnPlan column, @Nullable String existing) {
        String nullable = column.nullable() ? "" : " not null";
        String filled = existing == null ? "" : " default " + existing;
        return alter(
                table,
                "add column {1} {2}",
                name(column.name()),
                raw(column.type().sql() + filled + nullable));
    }

    public String dropColumn(TablePlan table, ColumnPlan column) {
        return alter(table, "drop column {1}", name(column.name()));
    }

    public String renameColumn(TablePlan table, String from, String to) {
        return alter(table, "rename column {1} to {2}", name(from), name(to));
    }

    public String type(TablePlan table, ColumnPlan column) {
        return alter(
                table,
                "alter column {1} type {2}",
                name(column.name()),
                raw(column.type().sql()));
    }

    public String nullability(TablePlan table, ColumnPlan column) {
        return alter(
                table, "alter column {1} " + (column.nullable() ? "drop" : "set") + " not null", name(column.name()));
    }

    /** Sets it, or takes it away where the plan has none. */
    public String defaultValue(TablePlan table, ColumnPlan column) {
        return column.defaultSql() == null
                ? alter(table, "alter column {1} drop default", name(column.name()))
                : alter(table, "alter column {1} set default {2}", name(column.name()), raw(column.defaultSql()));
    }

    public String dropIdentity(TablePlan table, ColumnPlan column) {
        return alter(table, "alter column {1} drop identity if exists", name(column.name()));
    }

    public String renameTable(TablePlan from, TablePlan to) {
        return alter(from, "rename to {1}", name(to.name()));
    }

    /** In one statement: keys between them hold none of them. */
    public String dropTables(List<TablePlan> tables) {
        return render(
                "drop table {0}",
                DSL.list(tables.stream().map(AlterWriter::tableName).toList()));
    }

    /** A check that rows of the source break is not there. */
    public String dropConstraint(TablePlan table, String constraint) {
        return alter(table, "drop constraint if exists {1}", name(constraint));
    }

    public String renameConstraint(TablePlan table, String from, String to) {
        return alter(table, "rename constraint {1} to {2}", name(from), name(to));
    }

    /** @param condition PostgreSQL's */
    public String addCheck(TablePlan table, String constraint, String condition) {
        return alter(table, "add constraint {1} check ({2})", name(constraint), raw(condition));
    }

    public String dropIndex(TablePlan table, String index) {
        return render("drop index {0}", name(table.schema(), index));
    }

    public String renameIndex(TablePlan table, String from, String to) {
        return render("alter index {0} rename to {1}", name(table.schema(), from), name(to));
    }

    /** The trigger that stands for ON UPDATE CURRENT_TIMESTAMP, with its function. */
    public String dropTrigger(TablePlan table, String trigger) {
        return render("drop function {0}() cascade", name(table.schema(), trigger));
    }

    private String alter(TablePlan table, String change, QueryPart... parts) {
        QueryPart[] all = new QueryPart[parts.length + 1];
        all[0] = tableName(table);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return render("alter table {0} " + change, all);
    }

    private static Name tableName(TablePlan table) {
        return name(table.schema(), table.name());
    }

    private static QueryPart raw(String sql) {
        return DSL.raw(sql);
    }

    private String render(String template, QueryPart... parts) {
        return dsl.renderInlined(dsl.query(template, parts));
    }
}
