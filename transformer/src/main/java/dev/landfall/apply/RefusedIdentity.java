package dev.landfall.apply;

import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.sql.SqlFile;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out whether rows of the source are among those that are set aside because PostgreSQL refuses them. Immutable. */
public final class RefusedIdentity {
    private final String migration;
    private final TablePlan table;

    /** @param migration its name in the control schema */
    public RefusedIdentity(String migration, TablePlan table) {
        this.migration = migration;
        this.table = table;
    }

    /**
     * How many rows have each identity; several only without a key.
     *
     * @param source a session in the binary protocol and UTC
     * @param condition of the rows, in MariaDB's dialect
     */
    public Map<String, Long> ofSource(Connection source, String condition) throws SQLException {
        Map<String, Long> identities = new HashMap<>();
        new CellQuery(table.source().name(), table.source().columns())
                .run(
                        source,
                        "FROM " + table.source().rows() + " WHERE " + condition,
                        List.of(),
                        row -> identities.merge(RejectedRow.identity(table, row), 1L, Long::sum));
        return identities;
    }

    /** Whether each of them is set aside as often as it stands here. */
    public boolean allAside(Connection target, Map<String, Long> wanted) throws SQLException {
        Map<String, Long> aside = new HashMap<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("verify/count_rows_aside.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.source().name().name());
            statement.setString(3, Loss.REFUSED_ROW.key());
            statement.setArray(4, target.createArrayOf("text", wanted.keySet().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    aside.put(row.getString("identity"), row.getLong("rows_aside"));
                }
            }
        }
        return aside.equals(wanted);
    }
}
