package dev.landfall.run;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables with rows that are set aside: these are kept with the columns that they had. */
final class RejectedTables {
    private final Servers servers;
    private final String migration;

    RejectedTables(Servers servers, String migration) {
        this.servers = servers;
        this.migration = migration;
    }

    /** @throws dev.landfall.failure.MigrationException when a table that changes has some */
    void requireNone(MigrationPlan before, MigrationPlan after, HeldChange held) throws SQLException {
        Map<TableName, List<ColumnPlan>> columns = new HashMap<>();
        after.tables().forEach(table -> columns.put(table.source().name(), table.columns()));
        List<TablePlan> changed = before.tables().stream()
                .filter(table ->
                        !table.columns().equals(columns.get(table.source().name())))
                .toList();
        try (Connection target = servers.target().connect();
                PreparedStatement statement = target.prepareStatement(SqlFile.load("target/has_rejected_rows.sql"))) {
            for (TablePlan table : changed) {
                statement.setString(1, migration);
                statement.setString(2, table.source().name().name());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        throw held.rowsAside(table.source().name().toString());
                    }
                }
            }
        }
    }
}
