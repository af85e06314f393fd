package dev.landfall.run;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Tables with rows that are set aside: these are kept with the columns that they had. */
final class RejectedTables {
    private final Servers servers;
    private final String migration;

    RejectedTables(Servers servers, String migration) {
        this.servers = servers;
        this.migration = migration;
    }

    /**
     * @param named by the statement; another key or name changes which row is meant as well
     * @throws dev.landfall.failure.MigrationException when one of them has some
     */
    void requireNone(MigrationPlan before, List<TableName> named, HeldChange held) throws SQLException {
        List<TablePlan> changed = before.tables().stream()
                .filter(table -> named.contains(table.source().name()))
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
