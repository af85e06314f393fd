package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keeps what a repair does, in the control schema. Immutable; works in the caller's transaction. */
final class RepairTrail {
    private final String migration;

    RepairTrail(String migration) {
        this.migration = migration;
    }

    /** @param before null for no row; @param after the same */
    void keep(
            Connection target,
            TableName table,
            String key,
            String action,
            @Nullable String before,
            @Nullable String after,
            GtidSet position)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/keep_repair.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.name());
            statement.setString(3, key);
            statement.setString(4, action);
            statement.setString(5, before);
            statement.setString(6, after);
            statement.setString(7, position.toString());
            statement.executeUpdate();
        }
    }
}
