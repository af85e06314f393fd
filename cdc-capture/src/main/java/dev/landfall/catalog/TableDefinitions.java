package dev.landfall.catalog;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How tables were defined on the source at a moment, to tell whether they are still the same ones. A read view does not cover that:
 * what is read in it of a table that was replaced by another one of its name, or that has lost a partition, may be neither
 * what the view showed nor an error. They are to be taken before the view is opened and compared behind the reading, in the
 * transaction that has read: whoever wants to change the table waits for that.
 *
 * <p>Goes by the time at which the table's definition was written, to the second. That is newer after any ALTER, CREATE INDEX and {@code CHECK
 * TABLE} behind an upgrade; where the user has PROCESS, a table that InnoDB still gives the same number and the same columns is the same all the same. Not
 * seen is {@code EXCHANGE PARTITION}, which leaves definitions as they were. Immutable, thread-safe.
 */
public final class TableDefinitions {
    public static final TableDefinitions NONE = new TableDefinitions(Map.of(), Map.of());

    /** ER_SPECIFIC_ACCESS_DENIED_ERROR. */
    private static final int PRIVILEGE_MISSING = 1227;

    private final Map<TableName, List<String>> known;
    private final Map<TableName, List<String>> identities;

    private TableDefinitions(Map<TableName, List<String>> known, Map<TableName, List<String>> identities) {
        this.known = Map.copyOf(known);
        this.identities = Map.copyOf(identities);
    }

    /**
     * @param tables may be gone
     * @throws SQLException when the source cannot be asked
     */
    public static TableDefinitions of(Connection source, Collection<TableName> tables) throws SQLException {
        Map<String, List<String>> databases = new LinkedHashMap<>();
        for (TableName table : tables) {
            databases
                    .computeIfAbsent(table.database(), database -> new ArrayList<>())
                    .add(table.name());
        }
        Map<TableName, List<String>> known = new HashMap<>();
        Map<TableName, List<String>> identities = new HashMap<>();
        for (Map.Entry<String, List<String>> database : databases.entrySet()) {
            known.putAll(definitions(source, database.getKey(), database.getValue()));
            identities.putAll(identities(source, database.getKey()));
        }
        return new TableDefinitions(known, identities);
    }

    /**
     * Whether a table is still the same; false for one of which nothing is known.
     *
     * @throws SQLException when the source cannot be asked
     */
    public boolean same(Connection source, TableName table) throws SQLException {
        List<String> definition =
                definitions(source, table.database(), List.of(table.name())).get(table);
        if (definition == null || !known.containsKey(table)) {
            return false;
        }
        List<String> identity = identities.get(table);
        return definition.equals(known.get(table))
                || identity != null
                        && identity.equals(identities(source, table.database()).get(table));
    }

    private static Map<TableName, List<String>> definitions(Connection source, String database, List<String> tables)
            throws SQLException {
        String placeholders = String.join(", ", Collections.nCopies(tables.size(), "?"));
        String sql = SqlFile.load("source/table_definitions.sql").replace("{tables}", placeholders);
        try (PreparedStatement statement = source.prepareStatement(sql)) {
            int parameter = 1;
            for (int time = 0; time < 2; time++) {
                statement.setString(parameter++, database);
                for (String table : tables) {
                    statement.setString(parameter++, table);
                }
            }
            return byTable(database, statement);
        }
    }

    /** Empty for tables of other engines, for names that are not plain, and for users who may not know. */
    private static Map<TableName, List<String>> identities(Connection source, String database) throws SQLException {
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("source/table_identities.sql"))) {
            statement.setString(1, database);
            return byTable(database, statement);
        } catch (SQLException e) {
            if (e.getErrorCode() == PRIVILEGE_MISSING) {
                return Map.of();
            }
            throw e;
        }
    }

    private static Map<TableName, List<String>> byTable(String database, PreparedStatement statement)
            throws SQLException {
        Map<TableName, List<String>> found = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.computeIfAbsent(new TableName(database, row.getString(1)), table -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return found;
    }
}
