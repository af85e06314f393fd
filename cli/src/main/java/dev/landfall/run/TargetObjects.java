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
import org.jspecify.annotations.Nullable;

/** What is in one schema of the target, read in two queries however much it is. */
final class TargetObjects {
    private final Map<String, Map<String, String>> columns = new HashMap<>();
    private final Map<Key, Found> objects = new HashMap<>();

    private record Key(String family, String table, String name) {}

    /** @param flaw what is wrong with it whatever the plan says, empty for nothing */
    private record Found(String flaw, String kind, String definition) {}

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
                    found.objects.put(
                            new Key(row.getString("family"), row.getString("table_name"), row.getString("name")),
                            new Found(row.getString("flaw"), row.getString("kind"), row.getString("definition")));
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
            case TABLE, SEQUENCE, VIEW -> flaw("relation", "", ddl.name());
            case PARTITION -> flawOfPart("partition", ddl);
            case INDEX, UNIQUE_INDEX -> flawOfPart("index", ddl);
            case PRIMARY_KEY, CHECK, VALIDATION -> flaw("constraint", ddl.table(), ddl.name());
            case FOREIGN_KEY -> flaw("constraint", ddl.table(), ddl.name()).replace("not validated", "");
            case IDENTITY -> flaw("identity", ddl.table(), ddl.name());
            case TRIGGER -> flaw("trigger", ddl.table(), ddl.name());
            case COMMENT -> "";
        };
    }

    /** What a key or an index is instead, for example {@code index ("id")}; empty when it is what the plan says, or missing. */
    String otherwise(Ddl ddl, String kind, String definition) {
        @Nullable
        Found found = switch (ddl.kind()) {
            case INDEX, UNIQUE_INDEX -> objects.get(new Key("index", ddl.table(), ddl.name()));
            case PRIMARY_KEY, FOREIGN_KEY -> objects.get(new Key("constraint", ddl.table(), ddl.name()));
            case SCHEMA, TABLE, PARTITION, SEQUENCE, VALIDATION, CHECK, IDENTITY, TRIGGER, VIEW, COMMENT -> null;
        };
        if (found == null) {
            return "";
        }
        boolean same = found.kind().equals(kind)
                && (definition.isEmpty() || found.definition().equals(definition));
        return same ? "" : found.kind() + " " + found.definition();
    }

    private String flaw(String family, String table, String name) {
        Found found = objects.get(new Key(family, table, name));
        return found == null ? "missing" : found.flaw();
    }

    /** Its name is taken by one object of the schema, which need not belong to the table. */
    private String flawOfPart(String family, Ddl ddl) {
        String flaw = flaw(family, ddl.table(), ddl.name());
        boolean elsewhere =
                flaw.equals("missing") && flaw("relation", "", ddl.name()).isEmpty();
        return elsewhere ? "not of this table" : flaw;
    }
}
