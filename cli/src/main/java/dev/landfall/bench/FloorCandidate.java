package dev.landfall.bench;

import dev.landfall.bench.BenchTable.Piece;
import dev.landfall.run.Workers;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The least that the two servers need: read everything, load it, build the indexes; each alone, none of them converting. */
final class FloorCandidate implements Candidate {
    /** Few enough to fit in memory whatever the rows are, many enough for the round trips not to matter. */
    private static final int FETCH_ROWS = 1_000;

    /** So that the last ones to be read keep all workers busy. */
    private static final long PIECES_PER_WORKER = 4;

    private final BenchServers servers;
    private final DatabaseTrials trials;
    private final TargetShape shape;
    private final int workers;

    FloorCandidate(BenchServers servers, DatabaseTrials trials, TargetShape shape, int workers) {
        this.servers = servers;
        this.trials = trials;
        this.shape = shape;
        this.workers = workers;
    }

    @Override
    public String name() {
        return BenchReport.FLOOR;
    }

    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(TargetShape.DATABASE, this::into);
    }

    private interface Step {
        void run() throws Exception;
    }

    private Attempt into(String database) throws Exception {
        TargetDatabase target = new TargetDatabase(servers.target(database));
        List<Part> parts = List.of(
                timed("read", this::read), timed("load", () -> load(target)), timed("index", () -> index(target)));
        return Attempt.finished(parts.stream().map(Part::took).reduce(Duration.ZERO, Duration::plus), parts);
    }

    private static Part timed(String name, Step step) throws Exception {
        long startedAt = System.nanoTime();
        step.run();
        return new Part(name, Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private void read() throws Exception {
        SourceDatabase source = new SourceDatabase(servers.source(BenchServers.DATABASE));
        List<Piece> pieces = new ArrayList<>();
        for (BenchTable table : shape.tables()) {
            pieces.addAll(table.pieces(1 + table.rows() / (workers * PIECES_PER_WORKER)));
        }
        Workers.run("bench-read", workers, pieces, worker -> source.connect(), FloorCandidate::read);
    }

    private static void read(Piece piece, Connection source) throws SQLException {
        try (PreparedStatement select = source.prepareStatement(
                "SELECT * FROM " + Identifiers.mariaDb(piece.table().name()) + " WHERE id BETWEEN ? AND ?")) {
            select.setFetchSize(FETCH_ROWS);
            select.setLong(1, piece.first());
            select.setLong(2, piece.last());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    // Its bytes have arrived, which is all that counts here.
                }
            }
        }
    }

    private void load(TargetDatabase target) throws Exception {
        Workers.run("bench-load", workers, shape.tables(), worker -> target.connect(), (table, connection) -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Emptying it in the same transaction is what FREEZE asks for.
                statement.execute("TRUNCATE " + TargetDatabases.qualified(table));
                statement.execute("COPY " + TargetDatabases.qualified(table) + " FROM "
                        + Identifiers.postgresLiteral(shape.file(table).getPath()) + " WITH (FORMAT binary, FREEZE)");
            }
            connection.commit();
        });
    }

    private void index(TargetDatabase target) throws Exception {
        Workers.run("bench-index", workers, shape.indexes(), worker -> target.connect(), (index, connection) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET maintenance_work_mem = '128MB'");
                statement.execute(index.create());
            }
        });
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            for (String constraint : shape.indexes().stream()
                    .map(TargetShape.Index::constraint)
                    .filter(Predicate.not(String::isEmpty))
                    .toList()) {
                statement.execute(constraint);
            }
        }
    }
}
