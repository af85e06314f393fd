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
import java.util.Set;

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

    /** Whether rows of the table are set aside at all, for this or for another reason. */
    public boolean any(Connection target) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/has_rejected_rows.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.source().name().name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** How often each of them is set aside, without those that are not. */
    public Map<String, Long> aside(Connection target, Set<String> identities) throws SQLException {
        Map<String, Long> aside = new HashMap<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("verify/count_rows_aside.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.source().name().name());
            statement.setString(3, Loss.REFUSED_ROW.key());
            statement.setArray(4, target.createArrayOf("text", identities.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    aside.put(row.getString("identity"), row.getLong("rows_aside"));
                }
            }
        }
        return aside;
    }
}
