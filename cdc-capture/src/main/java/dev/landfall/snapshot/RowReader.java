package dev.landfall.snapshot;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table within a session's read view, as a stream of constant memory. Immutable, thread-safe. */
public final class RowReader {
    /** The driver holds that many rows at a time; it reads ahead of them in pieces of its own. */
    private static final int FETCH_SIZE = 1;

    private final SourceTable table;

    public RowReader(SourceTable table) {
        this.table = table;
    }

    /** Hears every row in turn. */
    public interface RowSink {
        /** @param row the same object for each row; what it holds is valid during the call */
        void accept(RowCells row) throws SQLException;
    }

    /**
     * @param keyColumn the column that {@code range} is about; null reads the whole table
     * @throws SQLException when reading fails, or what the sink throws
     */
    public void read(SnapshotSession session, @Nullable String keyColumn, KeyRange range, RowSink sink)
            throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(sql(keyColumn, range))) {
            int parameter = 1;
            for (BigDecimal bound : new @Nullable BigDecimal[] {range.from(), range.to()}) {
                if (bound != null) {
                    statement.setBigDecimal(parameter++, bound);
                }
            }
            statement.setFetchSize(FETCH_SIZE);
            RowCells cells = new RowCells(table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    cells.lay(rows.getObject(1, RowPacket.class));
                    sink.accept(cells);
                }
            }
        }
    }

    private String sql(@Nullable String keyColumn, KeyRange range) {
        String columns = table.columns().stream().map(RowReader::expression).collect(Collectors.joining(", "));
        // The first column is there to ask for the packet by: never NULL, and short.
        StringBuilder sql = new StringBuilder("SELECT '', ")
                .append(columns)
                .append(" FROM ")
                .append(table.rows());
        if (keyColumn != null) {
            String key = Identifiers.mariaDb(keyColumn);
            sql.append(" WHERE TRUE");
            if (range.from() != null) {
                sql.append(" AND ").append(key).append(" >= ?");
            }
            if (range.to() != null) {
                sql.append(" AND ").append(key).append(" < ?");
            }
        }
        return sql.toString();
    }

    /** Addresses come as their bytes: their text has more than one spelling. */
    private static String expression(SourceColumn column) {
        String quoted = Identifiers.mariaDb(column.name());
        if (column.type() instanceof MariaDbType.InetType inet) {
            return "CAST(" + quoted + " AS BINARY(" + inet.bytes() + "))";
        }
        return WireText.isStoredBytes(column) || column.type() instanceof MariaDbType.VectorType
                ? "CAST(" + quoted + " AS BINARY)"
                : quoted;
    }
}
