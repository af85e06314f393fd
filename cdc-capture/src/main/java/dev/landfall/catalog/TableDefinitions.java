package dev.landfall.catalog;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How tables were defined on the source at a moment, to tell whether they are still the same ones. A read view does not cover that:
 * what is read in it of a table that was replaced by another one of its name, or that has lost a partition, may be neither
 * what the view showed nor an error; only what is altered in other ways MariaDB refuses to read (ER_TABLE_DEF_CHANGED). They
 * are to be taken before the view is opened and compared after the reading, in the transaction that has read: whoever wants to change the
 * table waits for that. Exact to the second in which a table was made or renamed. Immutable, thread-safe.
 */
public final class TableDefinitions {
    public static final TableDefinitions NONE = new TableDefinitions(Map.of());

    private final Map<TableName, List<String>> known;

    private TableDefinitions(Map<TableName, List<String>> known) {
        this.known = Map.copyOf(known);
    }

    /**
     * @param tables may be gone
     * @throws SQLException when the source cannot be asked
     */
    public static TableDefinitions of(Connection source, Collection<TableName> tables) throws SQLException {
        Map<TableName, List<String>> known = new HashMap<>();
        try (PreparedStatement statement = prepare(source)) {
            for (TableName table : tables) {
                known.put(table, read(statement, table));
            }
        }
        return new TableDefinitions(known);
    }

    /**
     * Whether a table is still the same; false for one of which nothing is known.
     *
     * @throws SQLException when the source cannot be asked
     */
    public boolean same(Connection source, TableName table) throws SQLException {
        try (PreparedStatement statement = prepare(source)) {
            return read(statement, table).equals(known.get(table));
        }
    }

    private static PreparedStatement prepare(Connection source) throws SQLException {
        return source.prepareStatement(SqlFile.load("source/table_definition.sql"));
    }

    private static List<String> read(PreparedStatement statement, TableName table) throws SQLException {
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
