package dev.landfall.snapshot;

import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import dev.landfall.wire.CellQuery;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table within a session's read view, as a stream of constant memory. Immutable, thread-safe. */
public final class RowReader {
    private final SourceTable table;
    private final CellQuery query;

    public RowReader(SourceTable table) {
        this.table = table;
        this.query = new CellQuery(table.name(), table.columns());
    }

    /**
     * @param keyColumn the column that {@code range} is about; null reads the whole table
     * @throws SQLException when reading fails, or what the sink throws
     */
    public void read(SnapshotSession session, @Nullable String keyColumn, KeyRange range, CellQuery.RowSink sink)
            throws SQLException {
        KeyRange read = keyColumn == null ? KeyRange.ALL : range;
        String where = keyColumn == null ? "" : RangeProbe.condition(Identifiers.mariaDb(keyColumn), read);
        query.run(session.connection(), "FROM " + table.rows() + where, RangeProbe.bounds(read), sink);
    }
}
