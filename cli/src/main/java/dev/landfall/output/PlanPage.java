package dev.landfall.output;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.Finding;
import dev.landfall.plan.ForeignKeyPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/** The decision per column and the DDL. As text it is a script for psql: the decisions are comments. */
public final class PlanPage implements ResultPage {
    private static final int REMARK_WIDTH = 90;

    private final MigrationPlan plan;
    private final List<String> statements;

    /** @param statements all of {@code schema apply} and {@code schema finish}, in order, without semicolons at the end */
    public PlanPage(MigrationPlan plan, List<String> statements) {
        this.plan = plan;
        this.statements = List.copyOf(statements);
    }

    @Override
    public void print(TextPage page) {
        page.line("-- " + Figures.count(plan.tables().size(), "table") + " of MariaDB database "
                + plan.catalog().database() + " to PostgreSQL schema " + plan.schema());
        for (Finding finding : plan.findings()) {
            page.line("--");
            page.labelled("-- " + JsonObject.text(finding.severity()) + " ", finding.code() + " " + finding.where());
            remark(page, finding.text());
            if (!finding.advice().isEmpty()) {
                remark(page, "next: " + finding.advice());
            }
        }
        for (TablePlan table : plan.tables()) {
            page.blank();
            page.line("-- " + table.source().name() + " -> " + table.display());
            columns(table).lines(Ink.NONE).forEach(line -> page.line("--     " + line));
        }
        page.blank();
        statements.forEach(statement -> page.line(statement.endsWith(";") ? statement : statement + ";"));
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("database", plan.catalog().database())
                .with("schema", plan.schema())
                .with("tables", plan.tables().stream().map(PlanPage::json).toList())
                .with("findings", AssessmentJson.findings(plan.findings()))
                .with("statements", statements);
    }

    private static void remark(TextPage page, String text) {
        TextPage.wrap(text, REMARK_WIDTH).forEach(line -> page.line("--     " + line));
    }

    private static TextTable columns(TablePlan table) {
        TextTable columns = new TextTable()
                .left("column")
                .left("MariaDB")
                .left("PostgreSQL")
                .left("target column")
                .left("remarks");
        for (ColumnPlan column : table.columns()) {
            columns.row(
                    column.source().name(),
                    column.source().declaration(),
                    column.type().sql(),
                    column.name(),
                    String.join(", ", remarks(table, column)));
        }
        return columns;
    }

    private static List<String> remarks(TablePlan table, ColumnPlan column) {
        List<String> remarks = new ArrayList<>();
        if (table.primaryKeyColumns().contains(column.name())) {
            remarks.add("primary key");
        } else if (!column.nullable()) {
            remarks.add("not null");
        }
        if (column.identity()) {
            remarks.add("identity");
        }
        if (column.generatedSql() != null) {
            remarks.add("generated");
        }
        if (column.defaultSql() != null) {
            remarks.add("default " + column.defaultSql());
        }
        if (column.checkSql() != null) {
            remarks.add("checked");
        }
        return remarks;
    }

    private static JsonObject json(TablePlan table) {
        return JsonObject.of("source", table.source().name().toString())
                .with("target", table.display())
                .with("columns", table.columns().stream().map(PlanPage::json).toList())
                .with("primaryKey", table.primaryKeyColumns())
                .with("indexes", table.indexes().stream().map(PlanPage::json).toList())
                .with(
                        "foreignKeys",
                        table.foreignKeys().stream().map(PlanPage::json).toList());
    }

    private static JsonObject json(ColumnPlan column) {
        return JsonObject.of("source", column.source().name())
                .with("sourceType", column.source().declaration())
                .with("target", column.name())
                .with("targetType", column.type().sql())
                .with("nullable", column.nullable())
                .with("default", column.defaultSql())
                .with("generated", column.generatedSql())
                .with("identity", column.identity())
                .with("check", column.checkSql());
    }

    private static JsonObject json(IndexPlan index) {
        return JsonObject.of("name", index.name())
                .with("unique", index.unique())
                .with(
                        "parts",
                        index.parts().stream()
                                .map(part -> part.descending() ? part.sql() + " desc" : part.sql())
                                .toList());
    }

    private static JsonObject json(ForeignKeyPlan key) {
        return JsonObject.of("name", key.name())
                .with("columns", key.columns())
                .with("parentTable", key.parentTable())
                .with("parentColumns", key.parentColumns());
    }
}
