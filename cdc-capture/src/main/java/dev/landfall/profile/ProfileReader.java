package dev.landfall.profile;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks at the data of tables over one session of {@link dev.landfall.source.SourceDatabase}. Only reads. A table with an
 * integer key is read in pieces, in an order that spreads what was read evenly when the time is up. One thread; the caller
 * owns the session.
 */
public final class ProfileReader {
    private static final long ROWS_PER_PIECE = 20_000;
    private static final int MOST_PIECES = 5_000;
    /** How much of a table is read that cannot be read in pieces, when not everything may be read. */
    private static final long ROWS_IN_ONE_PIECE = 200_000;

    /** The server's largest max_statement_time, a year. */
    private static final double LONGEST_STATEMENT = 31_536_000;

    private static final Duration TIME_FOR_SAMPLES = Duration.ofSeconds(10);
    /** ER_STATEMENT_TIMEOUT. */
    private static final int STATEMENT_TIMEOUT = 1969;
    /** Any fixed number: the same database gives the same sample. */
    private static final long SEED = 20_251;

    private final Connection connection;

    public ProfileReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param wanted traits to look for
     * @param columns those to look at; about any other the profile tells nothing
     * @return what was found; {@link TableProfile#complete} tells whether the budget was enough
     * @throws SQLException when reading fails
     */
    public TableProfile read(SourceTable table, Set<Trait> wanted, Predicate<SourceColumn> columns, ScanBudget budget)
            throws SQLException, InterruptedException {
        TableScan scan = new TableScan(table, wanted, columns);
        Tally tally = new Tally();
        if (scan.asksNothing()) {
            return tally.profile(true);
        }
        boolean complete = readSome(table, scan, tally, budget);
        sample(scan, tally, budget);
        return tally.profile(complete);
    }

    /** Reads a part of a table that is looked at whole. @param condition of {@link #parts}; empty for all rows */
    void readPart(TableScan scan, Tally tally, String condition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            count(statement, scan.count(condition), scan, tally);
            look(scan, condition, "", tally);
        }
    }

    /** Conditions that part a table for several sessions to read; a single empty one where that cannot be done. */
    List<String> parts(SourceTable table, TableScan scan) throws SQLException {
        List<String> pieces = pieces(table, scan, ScanBudget.everything());
        return pieces.isEmpty() ? List.of("") : pieces;
    }

    private boolean readSome(SourceTable table, TableScan scan, Tally tally, ScanBudget budget)
            throws SQLException, InterruptedException {
        List<String> pieces = pieces(table, scan, budget);
        if (pieces.isEmpty()) {
            return readFirst(table, scan, tally, budget);
        }
        for (String piece : pieces) {
            long startedAt = System.nanoTime();
            if (!read(scan, piece, tally, budget)) {
                return false;
            }
            budget.rest(System.nanoTime() - startedAt);
        }
        return true;
    }

    /** @return whether there was time for it */
    private boolean read(TableScan scan, String piece, Tally tally, ScanBudget budget) throws SQLException {
        return budget.secondsLeft() > 0
                && timed(budget, statement -> {
                    count(statement, scan.count(piece), scan, tally);
                    look(scan, piece, "", tally);
                });
    }

    private boolean readFirst(SourceTable table, TableScan scan, Tally tally, ScanBudget budget) throws SQLException {
        boolean small = table.approximateRows() < ROWS_IN_ONE_PIECE / 2;
        boolean inTime = budget.secondsLeft() > 0
                && timed(budget, statement -> {
                    count(statement, small ? scan.count("") : scan.countFirst(ROWS_IN_ONE_PIECE), scan, tally);
                    look(scan, "", small ? "" : " LIMIT " + ROWS_IN_ONE_PIECE, tally);
                });
        return inTime && small;
    }

    private interface Reading {
        void read(Statement statement) throws SQLException;
    }

    /** @return false when the time was up; what was counted before stays */
    private boolean timed(ScanBudget budget, Reading reading) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(
                    Locale.ROOT,
                    "SET SESSION max_statement_time = %.3f",
                    Math.max(0.001, Math.min(LONGEST_STATEMENT, budget.secondsLeft()))));
            reading.read(statement);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == STATEMENT_TIMEOUT) {
                return false;
            }
            throw e;
        } finally {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION max_statement_time = DEFAULT");
            }
        }
    }

    /** Conditions that part the table by its key; none where that cannot be done. */
    private List<String> pieces(SourceTable table, TableScan scan, ScanBudget budget) throws SQLException {
        boolean integer = !table.primaryKey().isEmpty()
                && table.column(table.primaryKey().get(0)).orElseThrow().type() instanceof MariaDbType.IntegerType;
        if (!integer || table.approximateRows() <= ROWS_PER_PIECE) {
            return List.of();
        }
        String key = Identifiers.mariaDb(table.primaryKey().get(0));
        List<BigDecimal> ends = new ArrayList<>();
        boolean inTime = timed(budget, statement -> {
            try (ResultSet row = statement.executeQuery("SELECT CAST(MIN(" + key + ") AS DECIMAL(20)), CAST(MAX(" + key
                    + ") AS DECIMAL(20)) FROM " + scan.name())) {
                row.next();
                if (row.getBigDecimal(1) != null) {
                    ends.add(row.getBigDecimal(1));
                    ends.add(row.getBigDecimal(2));
                }
            }
        });
        return inTime && !ends.isEmpty() ? parted(key, ends.get(0), ends.get(1), table.approximateRows()) : List.of();
    }

    private static List<String> parted(String key, BigDecimal first, BigDecimal last, long rows) {
        long count = Math.min(MOST_PIECES, rows / ROWS_PER_PIECE + 1);
        BigInteger width = last.subtract(first)
                .add(BigDecimal.ONE)
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.CEILING)
                .toBigInteger();
        List<String> pieces = new ArrayList<>();
        BigInteger from = first.toBigInteger();
        for (long i = 0; i < count; i++) {
            BigInteger to = from.add(width);
            // The outermost are open: rows may come while others are read.
            String lower = i == 0 ? "TRUE" : key + " >= " + from;
            String upper = i == count - 1 ? "TRUE" : key + " < " + to;
            pieces.add(lower + " AND " + upper);
            from = to;
        }
        Collections.shuffle(pieces, new Random(SEED));
        return pieces;
    }

    private void look(TableScan scan, String where, String limit, Tally tally) throws SQLException {
        if (!scan.documents().isEmpty()) {
            new CellScan(scan, tally).read(connection, where, limit);
        }
    }

    private static void count(Statement statement, String sql, TableScan scan, Tally tally) throws SQLException {
        if (scan.questions().isEmpty()) {
            return;
        }
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            tally.rows(row.getLong(1));
            List<TableScan.Question> questions = scan.questions();
            for (int i = 0; i < questions.size(); i++) {
                tally.found(questions.get(i).column(), questions.get(i).trait(), row.getLong(i + 2));
            }
        }
    }

    void sample(TableScan scan, Tally tally, ScanBudget budget) throws SQLException {
        ScanBudget brief = budget.limited() ? ScanBudget.of(TIME_FOR_SAMPLES, false) : budget;
        for (TableScan.Question question : scan.questions()) {
            if (!scan.key().isEmpty() && tally.has(question.column(), question.trait())) {
                timed(brief, statement -> {
                    try (ResultSet row = statement.executeQuery(scan.samples(question))) {
                        while (row.next()) {
                            tally.sample(question.column(), question.trait(), key(scan, row));
                        }
                    }
                });
            }
        }
    }

    private static String key(TableScan scan, ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < scan.key().size(); i++) {
            parts.add(scan.key().get(i) + "=" + row.getString(i + 1));
        }
        return String.join(", ", parts);
    }
}
