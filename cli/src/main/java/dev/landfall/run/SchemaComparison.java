package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.Ddl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the target schema with the plan. Read-only. */
public final class SchemaComparison {
    private final Connection target;
    private final MigrationPlan plan;

    public SchemaComparison(Connection target, MigrationPlan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** Everything: tables, columns, keys, indexes, constraints, sequences. */
    public List<SchemaDifference> all() throws SQLException {
        List<SchemaDifference> differences = new ArrayList<>(existingTables());
        for (Ddl ddl : new DdlWriter(plan).all()) {
            if (ddl.kind() != Ddl.Kind.COMMENT && !SchemaApplier.exists(target, ddl)) {
                differences.add(new SchemaDifference(
                        ddl.table().isEmpty() ? ddl.schema() : ddl.schema() + "." + ddl.table(),
                        label(ddl) + " " + ddl.name(),
                        "missing"));
            }
        }
        return differences;
    }

    boolean exists(TablePlan table) throws SQLException {
        return !columns(table).isEmpty();
    }

    /** Columns of those tables that are there. */
    List<SchemaDifference> existingTables() throws SQLException {
        List<SchemaDifference> differences = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            Map<String, String> seen = columns(table);
            if (seen.isEmpty()) {
                continue;
            }
            Map<String, String> expected = new LinkedHashMap<>();
            table.columns().forEach(column -> expected.put(column.name(), describe(column)));
            expected.forEach((column, description) -> {
                String found = seen.getOrDefault(column, "missing");
                if (!found.equals(description)) {
                    differences.add(new SchemaDifference(table.display() + "." + column, description, found));
                }
            });
            seen.forEach((column, found) -> {
                if (!expected.containsKey(column)) {
                    differences.add(new SchemaDifference(table.display() + "." + column, "no such column", found));
                }
            });
        }
        return differences;
    }

    /** A primary key's columns are NOT NULL once it is there. */
    private static String describe(ColumnPlan column) {
        boolean notNull = !column.nullable() && column.generatedSql() == null;
        return column.type().sql() + (notNull ? " not null" : "");
    }

    private Map<String, String> columns(TablePlan table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_columns.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    boolean notNull = row.getBoolean("is_not_null")
                            && row.getString("generation").isEmpty();
                    columns.put(row.getString("column_name"), row.getString("type") + (notNull ? " not null" : ""));
                }
            }
        }
        return columns;
    }

    private static String label(Ddl ddl) {
        return ddl.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
