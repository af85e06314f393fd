package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.Transformed;
import dev.landfall.wire.RowCells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Loads one chunk by COPY BINARY and marks it as done in the same transaction, which its {@link ChunkTransaction} commits. One
 * thread; open it, {@link #accept} every row, then {@link #complete}.
 */
public final class ChunkLoader implements AutoCloseable {
    /** Large enough to keep system calls rare, small enough not to matter next to a few workers' heaps. */
    private static final int FLUSH_BYTES = 128 * 1024;

    /** About what a worker holds of rows that were set aside, in characters. */
    private static final long REJECTED_CHARACTERS = 32_000_000;

    private final Connection connection;
    private final String migration;
    private final TablePlan table;
    private final RowEncoder encoder;
    private final RowsAside aside;
    private final Map<String, Integer> setAside = new HashMap<>();
    private final Flow flow;
    private final CopyBuffer buffer = new CopyBuffer(FLUSH_BYTES * 2);
    private final LossLog losses = new LossLog();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final CopyIn copy;
    private final long startedAt = System.nanoTime();
    private long rows;
    private long bytes;
    private long rowsReported;
    private Portion portion;
    private long rejectedCharacters;

    ChunkLoader(Connection connection, String migration, TablePlan table, RowsAside aside, Flow flow)
            throws SQLException {
        this.connection = connection;
        this.migration = migration;
        this.table = table;
        this.encoder = new RowEncoder(table);
        this.aside = aside;
        this.flow = flow;
        this.portion = flow.sent(0, 0);
        this.copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(encoder.copySql());
        CopyFormat.begin(buffer);
    }

    /**
     * @throws MigrationException {@code TYPE-001} for a value that does not fit, with its place; {@code TYPE-002} when a
     *     policy sets more rows aside than are held until the chunk is done
     */
    public void accept(RowCells source) throws SQLException {
        Optional<Transformed.Rejected> refusal =
                aside.isEmpty() ? encoder.encode(source, buffer, losses) : encodeOrRefuse(source);
        if (refusal.isPresent()) {
            reject(source.image(), refusal.get());
            return;
        }
        rows++;
        if (buffer.size() >= Math.min(FLUSH_BYTES, portion.bytes())
                || rows - rowsReported >= portion.rows()
                || buffer.hasReferences()) {
            flush();
        }
    }

    private Optional<Transformed.Rejected> encodeOrRefuse(RowCells source) throws SQLException {
        String identity = RejectedRow.identity(table, source);
        Optional<String> reason = aside.reason(identity, setAside.getOrDefault(identity, 0));
        if (reason.isEmpty()) {
            return encoder.encode(source, buffer, losses);
        }
        setAside.merge(identity, 1, Integer::sum);
        losses.add(LossLog.Case.OF_REFUSED_ROW, encoder.key(source));
        return reason.map(Transformed.Rejected::byPostgreSql);
    }

    private void reject(RowImage source, Transformed.Rejected refusal) {
        RejectedRow row = RejectedRow.of(table, source, encoder.key(source), refusal);
        rejectedCharacters += row.original().length();
        if (rejectedCharacters > REJECTED_CHARACTERS && !rejected.isEmpty()) {
            throw new MigrationException(
                    FailureCode.TOO_MANY_REJECTED,
                    table.source().name() + ": the policy " + refusal.loss().key() + ": reject of " + refusal.column()
                            + " sets aside " + rejected.size() + " rows of one chunk already, the last one "
                            + encoder.key(source) + ".",
                    "That many rows are no exception: start the migration afresh with another policy for the column (null,"
                            + " replace or a sentinel), or with a smaller snapshot.chunkRows.");
        }
        rejected.add(row);
    }

    /** Ends the copy and notes that the chunk is copied. */
    public ChunkReceipt complete(Chunk chunk, SourcePosition position) throws SQLException {
        CopyFormat.end(buffer);
        flush();
        copy.endCopy();
        StatementBatch batch = new StatementBatch(connection);
        RejectedRows ledger = new RejectedRows(migration, batch);
        for (RejectedRow row : rejected) {
            ledger.add(row);
        }
        batch.flush();
        new LossLedger(migration).add(connection, table.source().name().name(), losses, LossLedger.Path.SNAPSHOT);
        ChunkReceipt receipt = new ChunkReceipt(rows, bytes, (System.nanoTime() - startedAt) / 1_000_000);
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/complete_chunk.sql"))) {
            statement.setString(1, position.gtids().toString());
            statement.setLong(2, position.server());
            statement.setString(3, position.file());
            statement.setLong(4, position.offset());
            statement.setLong(5, receipt.rows());
            statement.setLong(6, receipt.bytes());
            statement.setLong(7, receipt.millis());
            statement.setString(8, migration);
            statement.setString(9, chunk.table().name());
            statement.setInt(10, chunk.ordinal());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("chunk " + chunk.ordinal() + " of " + chunk.table() + " was already copied");
            }
        }
        return receipt;
    }

    private void flush() throws SQLException {
        long written = buffer.writeTo(copy::writeToCopy);
        bytes += written;
        buffer.clear();
        long rowsWritten = rows - rowsReported;
        rowsReported = rows;
        portion = flow.sent(rowsWritten, written);
    }

    /** Cancels an unfinished copy. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
