package dev.landfall.bench;

import dev.landfall.run.Workers;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a migrated target looks like, taken from one: its tables, left empty and bare in a database that others are made
 * from, the rows in files, the indexes as statements.
 */
final class TargetShape {
    static final String DATABASE = "shape";

    private final BenchFolder folder;
    private final List<BenchTable> tables;
    private final List<Index> indexes;

    /** @param create builds it; @param constraint makes it the key that it was, empty for a plain index */
    record Index(String drop, String create, String constraint) {}

    private TargetShape(BenchFolder folder, List<BenchTable> tables, List<Index> indexes) {
        this.folder = folder;
        this.tables = List.copyOf(tables);
        this.indexes = List.copyOf(indexes);
    }

    /** @param servers with a migrated database {@link #DATABASE} */
    static TargetShape take(BenchServers servers, BenchFolder folder, List<BenchTable> tables, int workers)
            throws Exception {
        TargetDatabase target = new TargetDatabase(servers.target(DATABASE));
        List<Index> indexes;
        try (Connection connection = target.connect()) {
            indexes = readIndexes(connection);
        }
        TargetShape shape = new TargetShape(folder, tables, indexes);
        Workers.run("bench-export", workers, tables, worker -> target.connect(), shape::export);
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            for (BenchTable table : tables) {
                statement.execute("TRUNCATE " + TargetDatabases.qualified(table));
            }
            for (Index index : indexes) {
                statement.execute(index.drop());
            }
        }
        return shape;
    }

    List<BenchTable> tables() {
        return tables;
    }

    /** Those of the largest table first. */
    List<Index> indexes() {
        return indexes;
    }

    /** The table's rows in PostgreSQL's binary format. */
    File file(BenchTable table) {
        return folder.file(table.name() + ".copy");
    }

    long bytes() {
        return tables.stream().mapToLong(table -> file(table).length()).sum();
    }

    private void export(BenchTable table, Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("COPY " + TargetDatabases.qualified(table) + " TO "
                    + Identifiers.postgresLiteral(file(table).getPath()) + " WITH (FORMAT binary)");
        }
    }

    private static List<Index> readIndexes(Connection target) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("bench/list_indexes.sql"))) {
            statement.setString(1, BenchServers.DATABASE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    indexes.add(new Index(
                            rows.getString("drop_statement"),
                            rows.getString("create_statement"),
                            Objects.requireNonNullElse(rows.getString("constraint_statement"), "")));
                }
            }
        }
        return indexes;
    }
}
