package dev.landfall.run;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the target schema with what the migration's phase asks for. Only reads. */
public final class SchemaParityCheck {
    private final Servers servers;
    private final VerifyRun tables;
    private final String migration;

    /** @param tables whose selection counts */
    public SchemaParityCheck(Servers servers, VerifyRun tables, String migration) {
        this.servers = servers;
        this.tables = tables;
        this.migration = migration;
    }

    public SchemaParity run() throws SQLException {
        try (Connection target = servers.target().connect()) {
            MigrationRecord record = Records.afterSnapshot(target, migration);
            MigrationPlan plan = record.plan();
            List<TablePlan> selected = tables.selected(record);
            if (record.phase().handedOver()) {
                return new SchemaParity(false, countersBehind(target, selected), List.of());
            }
            SchemaComparison comparison = new SchemaComparison(target, plan);
            boolean all = selected.size() == plan.tables().size();
            return comparison.parity(selected, all);
        }
    }

    /** A counter that is behind gives a key that is taken: the first INSERT of an application fails. */
    private static List<SchemaDifference> countersBehind(Connection target, List<TablePlan> selected)
            throws SQLException {
        List<SchemaDifference> behind = new ArrayList<>();
        for (TablePlan table : selected) {
            for (ColumnPlan column : table.columns()) {
                String sequence = column.identity() ? sequence(target, table, column) : null;
                if (sequence != null) {
                    compare(target, table, column, sequence, behind);
                }
            }
        }
        return behind;
    }

    /** @return quoted; null when the target has made something else of the column since */
    private static @Nullable String sequence(Connection target, TablePlan table, ColumnPlan column)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/identity_sequence.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.setString(3, column.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static void compare(
            Connection target, TablePlan table, ColumnPlan column, String sequence, List<SchemaDifference> behind)
            throws SQLException {
        String sql = SqlFile.load("target/next_identity.sql")
                .replace("\"schema\".\"sequence\"", sequence)
                .replace(
                        "\"schema\".\"table\"",
                        Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name()))
                .replace("\"column\"", Identifiers.postgres(column.name()));
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long highest = row.getLong("highest");
            if (!row.wasNull() && row.getLong("next") <= highest) {
                behind.add(new SchemaDifference(
                        table.display() + "." + column.name(),
                        "next value above " + highest,
                        "next value " + row.getLong("next")));
            }
        }
    }
}
