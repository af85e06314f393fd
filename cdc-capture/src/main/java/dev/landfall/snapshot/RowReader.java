package dev.landfall.snapshot;

import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import dev.landfall.wire.CellQuery;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        List<String> conditions = new ArrayList<>();
        List<BigDecimal> bounds = new ArrayList<>();
        if (keyColumn != null) {
            String key = Identifiers.mariaDb(keyColumn);
            if (range.from() != null) {
                conditions.add(key + " >= ?");
                bounds.add(range.from());
            }
            if (range.to() != null) {
                conditions.add(key + " < ?");
                bounds.add(range.to());
            }
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        query.run(session.connection(), "FROM " + table.rows() + where, bounds, sink);
    }
}
