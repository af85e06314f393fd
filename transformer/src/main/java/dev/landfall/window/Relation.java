package dev.landfall.window;

import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table or a partition as PostgreSQL has it.
 *
 * @param name quoted, with its schema
 * @param hasRows false for a table that only has partitions
 * @param hasKey whether it has a primary key
 */
record Relation(String name, boolean hasRows, boolean hasKey, boolean hasGuard) {
    /** The table first, then its partitions; empty when there is no such table. */
    static List<Relation> of(Connection target, TablePlan table) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/window_relations.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(
                            new Relation(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)));
                }
            }
        }
        return relations;
    }
}
