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
 * @param root the table that it is a partition of, or itself
 * @param name quoted, with its schema
 * @param hasKey whether it has a primary key
 * @param identity what PostgreSQL sends of old rows, as {@code pg_class.relreplident} has it
 */
record Relation(long oid, long root, String name, boolean hasKey, boolean hasGuard, String identity) {
    private static final String FULL = "f";
    private static final String DEFAULT = "d";

    /** The table first, then its partitions; empty when there is no such table. */
    static List<Relation> of(Connection target, TablePlan table) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/window_relations.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(new Relation(
                            row.getLong("oid"),
                            row.getLong("root"),
                            row.getString("name"),
                            row.getBoolean("has_key"),
                            row.getBoolean("has_guard"),
                            row.getString("replica_identity")));
                }
            }
        }
        return relations;
    }

    boolean isRoot() {
        return oid == root;
    }

    boolean sendsWholeRows() {
        return identity.equals(FULL);
    }

    boolean sendsKeys() {
        return sendsWholeRows() || identity.equals(DEFAULT) && hasKey;
    }
}
