package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How tables were defined on the source at a moment. A snapshot of rows does not cover that: what is read after a change may be
 * neither what the snapshot showed nor an error. Immutable.
 */
final class Definitions {
    static final Definitions NONE = new Definitions(Map.of());

    private final Map<TableName, List<String>> known;

    private Definitions(Map<TableName, List<String>> known) {
        this.known = Map.copyOf(known);
    }

    static Definitions of(Session source, List<TablePlan> tables) {
        Map<TableName, List<String>> known = new HashMap<>();
        tables.forEach(table -> known.put(table.source().name(), read(source, table)));
        return new Definitions(known);
    }

    /** Whether a table is still the same. */
    boolean same(Session source, TablePlan table) {
        return read(source, table).equals(known.get(table.source().name()));
    }

    private static List<String> read(Session source, TablePlan table) {
        return source.with(connection -> read(connection, table.source().name()));
    }

    private static List<String> read(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("verify/source_definitions.sql"))) {
            for (int parameter = 1; parameter <= 4; parameter += 2) {
                statement.setString(parameter, table.database());
                statement.setString(parameter + 1, table.name());
            }
            try (ResultSet row = statement.executeQuery()) {
                List<String> definition = new ArrayList<>();
                while (row.next()) {
                    definition.add(row.getString(1));
                }
                return definition;
            }
        }
    }
}
