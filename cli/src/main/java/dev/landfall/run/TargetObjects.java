package dev.landfall.run;

import dev.landfall.sql.SqlFile;
import dev.landfall.target.Ddl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is in one schema of the target, read in two queries however much it is. */
final class TargetObjects {
    private final Map<String, Map<String, String>> columns = new HashMap<>();
    /** By kind, table and name; the value is what is wrong with the object, empty for nothing. */
    private final Map<Key, String> flaws = new HashMap<>();

    private record Key(String kind, String table, String name) {}

    private TargetObjects() {}

    static TargetObjects read(Connection target, String schema) throws SQLException {
        TargetObjects found = new TargetObjects();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_columns.sql"))) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.columns
                            .computeIfAbsent(row.getString("table_name"), table -> new LinkedHashMap<>())
                            .put(row.getString("column_name"), describe(row));
                }
            }
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_objects.sql"))) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.flaws.put(
                            new Key(row.getString("kind"), row.getString("table_name"), row.getString("name")),
                            row.getString("flaw"));
                }
            }
        }
        return found;
    }

    private static String describe(ResultSet row) throws SQLException {
        boolean notNull =
                row.getBoolean("is_not_null") && row.getString("generation").isEmpty();
        return row.getString("type") + (notNull ? " not null" : "");
    }

    /** Types by column, in order, as {@code bigint not null}; empty for a table that is not there. */
    Map<String, String> columns(String table) {
        return columns.getOrDefault(table, Map.of());
    }

    /** How the object of a statement is not as it should be, for example {@code missing}; empty when it is. */
    String flaw(Ddl ddl) {
        return switch (ddl.kind()) {
            case SCHEMA -> flaw("schema", "", ddl.name());
            case TABLE, PARTITION, SEQUENCE, INDEX, UNIQUE_INDEX, VIEW -> flaw("relation", "", ddl.name());
            case PRIMARY_KEY, CHECK, VALIDATION -> flaw("constraint", ddl.table(), ddl.name());
            case FOREIGN_KEY -> flaw("constraint", ddl.table(), ddl.name()).replace("not validated", "");
            case IDENTITY -> flaw("identity", ddl.table(), ddl.name());
            case TRIGGER -> flaw("trigger", ddl.table(), ddl.name());
            case COMMENT -> "";
        };
    }

    private String flaw(String kind, String table, String name) {
        return flaws.getOrDefault(new Key(kind, table, name), "missing");
    }
}
