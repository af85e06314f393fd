package dev.landfall.catalog;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link SourceCatalog} over one session of {@link dev.landfall.source.SourceDatabase}. Read-only; the caller owns the
 * session.
 */
public final class CatalogReader {
    private final Connection connection;
    private final String database;

    public CatalogReader(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** @throws SQLException when a query fails; a table that the user may not see is absent, not an error */
    public SourceCatalog read() throws SQLException {
        TableParts parts = TableParts.read(connection, database);
        List<SourceTable> tables = new ArrayList<>();
        List<SourceSequence> sequences = new ArrayList<>();
        try (PreparedStatement statement = prepare("source/list_tables.sql", 1);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                TableName name = new TableName(database, row.getString("table_name"));
                if (row.getString("table_type").equals("SEQUENCE")) {
                    sequences.add(sequence(name));
                } else {
                    tables.add(table(name, row, parts));
                }
            }
        }
        return new SourceCatalog(
                serverInfo(connection), database, tables, sequences, views(parts), programs(), defaultCollation());
    }

    /** The server's settings alone; the session may be on any database. */
    public static ServerInfo serverInfo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/server_settings.sql"))) {
            row.next();
            return new ServerInfo(
                    row.getString("version"),
                    row.getLong("server_id"),
                    ServerInfo.isOn(row.getString("log_bin")),
                    row.getString("binlog_format"),
                    row.getString("binlog_row_image"),
                    ServerInfo.isOn(row.getString("log_bin_compress")),
                    row.getString("gtid_binlog_pos"),
                    row.getLong("binlog_expire_logs_seconds"),
                    ServerInfo.isReadOnly(row.getString("read_only")),
                    ServerInfo.isOn(row.getString("event_scheduler")),
                    preparedXaTransactions(connection),
                    row.getString("sql_mode"),
                    row.getString("time_zone"));
        }
    }

    private static long preparedXaTransactions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("XA RECOVER")) {
            long count = 0;
            while (row.next()) {
                count++;
            }
            return count;
        }
    }

    private SourceTable table(TableName name, ResultSet row, TableParts parts) throws SQLException {
        String definition = definition(name);
        Partitioning partitioning = parts.partitioning(name.name());
        return new SourceTable(
                name,
                nullToEmpty(row.getString("engine")),
                parts.columns(name.name()),
                parts.primaryKey(name.name()),
                parts.indexes(name.name()),
                ForeignKeyParser.parse(name, definition),
                parts.checks(name.name()),
                row.getString("table_type").equals("SYSTEM VERSIONED") ? parts.versioning(name.name()) : null,
                null,
                partitioning == null ? null : partitioning.withDefaults(definition),
                nullableLong(row, "next_auto_increment"),
                row.getLong("approximate_rows"),
                row.getLong("approximate_bytes"),
                nullToEmpty(row.getString("table_comment")),
                row.getString("default_collation"));
    }

    private String definition(TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table.quoted())) {
            row.next();
            return row.getString(2);
        }
    }

    private SourceSequence sequence(TableName name) throws SQLException {
        String sql = "SELECT start_value, minimum_value, maximum_value, increment, cache_size, cycle_option FROM "
                + name.quoted();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new SourceSequence(
                    name,
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBoolean(6));
        }
    }

    /** Of tables that are created without one. */
    private @Nullable String defaultCollation() throws SQLException {
        try (PreparedStatement statement = prepare("source/default_collation.sql", 1);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private List<SourceView> views(TableParts parts) throws SQLException {
        List<SourceView> views = new ArrayList<>();
        try (PreparedStatement statement = prepare("source/list_views.sql", 1);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = row.getString("name");
                views.add(new SourceView(
                        new TableName(database, name),
                        parts.columns(name).stream().map(SourceColumn::name).toList(),
                        nullToEmpty(row.getString("definition"))));
            }
        }
        return views;
    }

    private List<SourceProgram> programs() throws SQLException {
        List<SourceProgram> programs = new ArrayList<>();
        try (PreparedStatement statement = prepare("source/list_programs.sql", 3);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String body = row.getString("body");
                programs.add(new SourceProgram(
                        SourceProgram.Kind.valueOf(row.getString("kind").replace(' ', '_')),
                        row.getString("name"),
                        row.getString("detail"),
                        row.getString("language"),
                        (int) body.lines().count(),
                        body.length()));
            }
        }
        return programs;
    }

    private PreparedStatement prepare(String file, int parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SqlFile.load(file));
        for (int i = 1; i <= parameters; i++) {
            statement.setString(i, database);
        }
        return statement;
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static String nullToEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
