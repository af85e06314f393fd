package dev.landfall.apply;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.LossLog;
import dev.landfall.wire.CellQuery;
import dev.landfall.wire.RowCells;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;

/**
 * Finds the rows of a chunk that PostgreSQL refuses: tries them in batches and halves what fails. What it takes stays until the
 * end, so that of rows that stand against each other the first is taken and the others are refused, as if each came by itself.
 * Writes nothing that stays then. Confined to one thread.
 */
public final class RefusedRows implements AutoCloseable {
    /** A batch is in memory as a whole. */
    private static final int BATCH_ROWS = 1_000;

    private static final long BATCH_BYTES = 4_000_000;
    /** More are not looked for: the first ones tell what is wrong. */
    public static final int MOST = 20;
    /** Of rows that are set aside, all are looked for; with more of them the plan is wrong rather than the rows. */
    public static final int MOST_ASIDE = 1_000;

    private static final int ROW_BYTES = 512;
    /** program_limit_exceeded: a row that fits no page, a jsonb string that is too long. */
    private static final String TOO_LARGE = "54000";

    private final Connection connection;
    private final TablePlan table;
    private final RowEncoder encoder;
    private final Flow flow;
    private final int most;
    private final List<Candidate> batch = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private long batchBytes;

    /**
     * @param key for people, as {@code id=5}
     * @param identity as {@code landfall.rejected_row} has it
     * @param reason PostgreSQL's own words
     * @param byPostgreSql false for one of which a value does not fit
     */
    public record Refused(String key, String identity, String reason, boolean byPostgreSql) {}

    /** Reads the chunk again, as it was. */
    public interface Reading {
        void into(CellQuery.RowSink sink) throws SQLException;
    }

    private record Candidate(String key, String identity, CopyBuffer row) {}

    /** Ends the reading; no failure. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("no more are looked for", null, false, false);
        }
    }

    private RefusedRows(Connection connection, TablePlan table, Flow flow) {
        this.connection = connection;
        this.table = table;
        this.flow = flow;
        this.encoder = new RowEncoder(table);
        this.most = table.setsRefusedRowsAside() ? MOST_ASIDE : MOST;
    }

    /**
     * @param connection without autocommit; rolled back, whatever comes of it
     * @param flow may hold the search back
     * @return the first ones, in the order of the chunk; empty when every row is taken behind those before it
     * @throws SQLException when reading fails, or PostgreSQL refuses for another reason than a row
     */
    public static List<Refused> find(Connection connection, TablePlan table, Flow flow, Reading reading)
            throws SQLException {
        try (RefusedRows search = new RefusedRows(connection, table, flow)) {
            flow.sent(0, 0);
            try {
                reading.into(search::accept);
                search.sift();
            } catch (Enough e) {
                // The first ones tell what is wrong.
            }
            return List.copyOf(search.refused);
        }
    }

    /** Whether a failure of PostgreSQL may be the fault of a row: data that a type, a constraint or a page does not take. */
    public static boolean mayBeARow(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof PSQLException
                && (state.startsWith("22") || state.startsWith("23") || state.equals(TOO_LARGE));
    }

    /** PostgreSQL's own words, in one line. */
    static String reason(SQLException refusal) {
        return String.valueOf(refusal.getMessage()).replaceAll("\\s+", " ");
    }

    private void accept(RowCells row) throws SQLException {
        CopyBuffer bytes = new CopyBuffer(ROW_BYTES);
        if (encoded(row, bytes)) {
            batch.add(new Candidate(encoder.key(row), RejectedRow.identity(table, row), bytes));
            batchBytes += row.bytes().length;
        }
        if (batch.size() >= BATCH_ROWS || batchBytes >= BATCH_BYTES) {
            sift();
        }
        if (refused.size() >= most) {
            throw new Enough();
        }
    }

    /** @return false for a row that a policy sets aside, or that is refused before PostgreSQL sees it */
    private boolean encoded(RowCells row, CopyBuffer bytes) throws SQLException {
        try {
            return encoder.encode(row, bytes, new LossLog()).isEmpty();
        } catch (MigrationException e) {
            if (e.code() != FailureCode.VALUE_REFUSED) {
                throw e;
            }
            refused.add(new Refused(
                    encoder.key(row), RejectedRow.identity(table, row), String.valueOf(e.getMessage()), false));
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }

    private void sift() throws SQLException {
        sift(batch);
        flow.sent(batch.size(), batchBytes);
        batch.clear();
        batchBytes = 0;
    }

    private void sift(List<Candidate> rows) throws SQLException {
        if (rows.isEmpty() || refused.size() >= most) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            copy(rows);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!mayBeARow(e)) {
                throw e;
            }
            connection.rollback(before);
            // Without it each savepoint would nest in the one before.
            connection.releaseSavepoint(before);
            if (rows.size() == 1) {
                refused.add(new Refused(rows.get(0).key, rows.get(0).identity, reason(e), true));
            } else {
                int half = rows.size() / 2;
                sift(rows.subList(0, half));
                sift(rows.subList(half, rows.size()));
            }
        }
    }

    private void copy(List<Candidate> rows) throws SQLException {
        CopyIn copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(encoder.copySql());
        CopyBuffer frame = new CopyBuffer(ROW_BYTES);
        CopyFormat.begin(frame);
        frame.writeTo(copy::writeToCopy);
        for (Candidate candidate : rows) {
            candidate.row.writeTo(copy::writeToCopy);
        }
        frame.clear();
        CopyFormat.end(frame);
        frame.writeTo(copy::writeToCopy);
        copy.endCopy();
    }
}
