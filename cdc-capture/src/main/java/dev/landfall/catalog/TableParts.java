package dev.landfall.catalog;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns, indexes and checks of all tables of a database, read with one query per kind. */
final class TableParts {
    private static final String PRIMARY = "PRIMARY";
    /** Of the columns that MariaDB adds by itself. */
    private static final String HIDDEN_TYPE = "timestamp(6)";

    private static final Pattern JSON_CHECK = Pattern.compile("json_valid\\(`((?:[^`]|``)+)`\\)");

    private final Map<String, List<SourceColumn>> columns = new HashMap<>();
    private final Map<String, Map<String, SourceIndex>> indexes = new HashMap<>();
    private final Map<String, List<CheckConstraint>> checks = new HashMap<>();
    private final Map<String, List<String>> jsonColumns = new HashMap<>();
    private final Map<String, Partitioning> partitionings = new HashMap<>();
    private final Map<String, Period> periods = new HashMap<>();

    private TableParts() {}

    static TableParts read(Connection connection, String database) throws SQLException {
        TableParts parts = new TableParts();
        // Checks first: they tell which LONGTEXT columns are JSON.
        each(connection, "source/list_checks.sql", database, parts::addCheck);
        each(connection, "source/list_columns.sql", database, parts::addColumn);
        each(connection, "source/list_indexes.sql", database, parts::addIndexPart);
        each(connection, "source/list_partitions.sql", database, parts::addPartition);
        return parts;
    }

    List<SourceColumn> columns(String table) {
        return columns.getOrDefault(table, List.of());
    }

    List<String> primaryKey(String table) {
        SourceIndex primary = indexes.getOrDefault(table, Map.of()).get(PRIMARY);
        return primary == null ? List.of() : primary.columns();
    }

    List<SourceIndex> indexes(String table) {
        return indexes.getOrDefault(table, Map.of()).values().stream()
                .filter(index -> !index.name().equals(PRIMARY))
                .toList();
    }

    List<CheckConstraint> checks(String table) {
        return checks.getOrDefault(table, List.of());
    }

    @Nullable
    Partitioning partitioning(String table) {
        return partitionings.get(table);
    }

    /** Of a table that is known to be system-versioned. */
    SystemVersioning versioning(String table) {
        Period period = periods.get(table);
        int declared = columns(table).size();
        return period == null
                ? new SystemVersioning(
                        declared,
                        declared + 1,
                        true,
                        false,
                        List.of(periodColumn("row_start", HIDDEN_TYPE, ""), periodColumn("row_end", HIDDEN_TYPE, "")))
                : new SystemVersioning(period.start, period.end, false, period.byTransaction, period.columns);
    }

    /** The declared columns of a system-versioning period, by name and position. */
    private static final class Period {
        private final List<SourceColumn> columns = new ArrayList<>();
        private int start;
        private int end;
        private boolean byTransaction;

        boolean has(String name) {
            return columns.stream().anyMatch(column -> column.name().equals(name));
        }
    }

    private static SourceColumn periodColumn(String name, String type, String comment) {
        return new SourceColumn(
                name,
                MariaDbTypeParser.parse(type),
                type,
                false,
                new ColumnDefault.None(),
                false,
                null,
                null,
                null,
                false,
                false,
                comment);
    }

    /** @return whether the column is one of a period's two */
    private boolean addToPeriod(String table, String column, ResultSet row) throws SQLException {
        String expression = CatalogReader.nullToEmpty(row.getString("generation_expression"));
        if (!expression.equalsIgnoreCase("ROW START") && !expression.equalsIgnoreCase("ROW END")) {
            return false;
        }
        Period period = periods.computeIfAbsent(table, name -> new Period());
        int position = columns(table).size() + period.columns.size();
        if (expression.equalsIgnoreCase("ROW START")) {
            period.start = position;
        } else {
            period.end = position;
        }
        String type = row.getString("column_type");
        period.columns.add(periodColumn(column, type, CatalogReader.nullToEmpty(row.getString("column_comment"))));
        period.byTransaction = type.toLowerCase(Locale.ROOT).startsWith("bigint");
        return true;
    }

    private void addPartition(ResultSet row) throws SQLException {
        Partitioning one = new Partitioning(
                row.getString("method"),
                CatalogReader.nullToEmpty(row.getString("expression")),
                row.getString("subpartition_method") != null,
                List.of(new Partitioning.Part(
                        row.getString("partition_name"), CatalogReader.nullToEmpty(row.getString("description")))));
        partitionings.merge(row.getString("table_name"), one, (first, next) -> {
            List<Partitioning.Part> parts = new ArrayList<>(first.parts());
            parts.addAll(next.parts());
            return new Partitioning(first.method(), first.expression(), first.subpartitioned(), parts);
        });
    }

    private void addCheck(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        String clause = row.getString("check_clause");
        Matcher json = JSON_CHECK.matcher(clause);
        if (json.matches()) {
            jsonColumns
                    .computeIfAbsent(table, name -> new ArrayList<>())
                    .add(json.group(1).replace("``", "`"));
        } else {
            checks.computeIfAbsent(table, name -> new ArrayList<>())
                    .add(new CheckConstraint(row.getString("constraint_name"), clause));
        }
    }

    private void addColumn(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        String name = row.getString("column_name");
        String columnType = row.getString("column_type");
        if (addToPeriod(table, name, row)) {
            return;
        }
        String extra = CatalogReader.nullToEmpty(row.getString("extra")).toLowerCase(Locale.ROOT);
        columns.computeIfAbsent(table, key -> new ArrayList<>())
                .add(new SourceColumn(
                        name,
                        typeOf(table, name, columnType),
                        columnType,
                        row.getString("is_nullable").equals("YES"),
                        ColumnDefaultParser.parse(row.getString("column_default")),
                        extra.contains("auto_increment"),
                        generation(row, extra),
                        row.getString("charset_name"),
                        row.getString("collation_name"),
                        extra.contains("on update current_timestamp"),
                        columnType.toLowerCase(Locale.ROOT).contains("compressed"),
                        CatalogReader.nullToEmpty(row.getString("column_comment"))));
    }

    private MariaDbType typeOf(String table, String column, String columnType) {
        boolean json =
                jsonColumns.getOrDefault(table, List.of()).contains(column) && columnType.equalsIgnoreCase("longtext");
        return json ? new MariaDbType.JsonType() : MariaDbTypeParser.parse(columnType);
    }

    private static SourceColumn.@Nullable Generation generation(ResultSet row, String extra) throws SQLException {
        return row.getString("is_generated").equals("ALWAYS")
                ? new SourceColumn.Generation(row.getString("generation_expression"), extra.contains("stored"))
                : null;
    }

    private void addIndexPart(ResultSet row) throws SQLException {
        Period period = periods.get(row.getString("table_name"));
        if (period != null && period.has(row.getString("column_name"))) {
            return; // MariaDB appends it to every unique key: a row's history may repeat the key
        }
        String name = row.getString("index_name");
        int prefix = row.getInt("prefix_length");
        boolean whole = row.wasNull();
        SourceIndex.Part part = new SourceIndex.Part(
                row.getString("column_name"), whole ? null : prefix, "D".equals(row.getString("direction")));
        SourceIndex one = new SourceIndex(
                name,
                row.getInt("non_unique") == 0,
                row.getString("index_type"),
                List.of(part),
                CatalogReader.nullToEmpty(row.getString("index_comment")));
        indexes.computeIfAbsent(row.getString("table_name"), key -> new LinkedHashMap<>())
                .merge(name, one, TableParts::joined);
    }

    private static SourceIndex joined(SourceIndex first, SourceIndex next) {
        List<SourceIndex.Part> parts = new ArrayList<>(first.parts());
        parts.addAll(next.parts());
        return new SourceIndex(first.name(), first.unique(), first.kind(), parts, first.comment());
    }

    private static void each(Connection connection, String file, String database, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load(file))) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
