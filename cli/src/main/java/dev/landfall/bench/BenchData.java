package dev.landfall.bench;

import dev.landfall.bench.BenchTable.Piece;
import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.run.Workers;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Fills a MariaDB. The same number of rows always gives the same values. */
final class BenchData {
    /** Large enough to keep the server busy by itself, small enough for a stop to be quick. */
    private static final long BATCH_ROWS = 25_000;

    private static final int REPORTS = 10;

    private final EmbeddedMariaDb server;
    private final List<BenchTable> tables;
    private final Consumer<String> progress;
    private final AtomicLong filled = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();

    BenchData(EmbeddedMariaDb server, List<BenchTable> tables, Consumer<String> progress) {
        this.server = server;
        this.tables = tables;
        this.progress = progress;
    }

    void create(int workers) throws Exception {
        try (Connection connection = new SourceDatabase(BenchServers.login(server, "")).connect()) {
            execute(connection, "CREATE DATABASE " + BenchServers.DATABASE);
        }
        SourceDatabase source = new SourceDatabase(BenchServers.login(server, BenchServers.DATABASE));
        List<Piece> batches = new ArrayList<>();
        try (Connection connection = source.connect()) {
            for (BenchTable table : tables) {
                execute(connection, SqlFile.load("bench/" + table.name() + ".sql"));
                batches.addAll(table.pieces(BATCH_ROWS));
            }
        }
        Workers.run("bench-fill", workers, batches, worker -> writer(source), this::fill);
        try (Connection connection = source.connect()) {
            for (BenchTable table : tables) {
                execute(connection, "ANALYZE TABLE " + Identifiers.mariaDb(table.name()));
            }
        }
    }

    private static Connection writer(SourceDatabase source) throws SQLException {
        Connection connection = source.connect();
        // No candidate reads the binary log of it.
        execute(connection, "SET SESSION sql_log_bin = 0, SESSION unique_checks = 0");
        return connection;
    }

    private void fill(Piece batch, Connection connection) throws SQLException {
        execute(connection, "SET SESSION rand_seed1 = " + batch.first() + ", SESSION rand_seed2 = " + batch.last());
        try (PreparedStatement insert = connection.prepareStatement(
                SqlFile.load("bench/fill_" + batch.table().name() + ".sql"))) {
            insert.setLong(1, batch.first() - 1);
            insert.setLong(2, batch.rows());
            insert.executeUpdate();
        }
        report(filled.addAndGet(batch.rows()));
    }

    private void report(long done) {
        long all = tables.stream().mapToLong(BenchTable::rows).sum();
        long tenths = done * REPORTS / all;
        if (reported.getAndAccumulate(tenths, Math::max) < tenths) {
            progress.accept("data: " + tenths * 100 / REPORTS + "% of " + all + " rows written");
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
