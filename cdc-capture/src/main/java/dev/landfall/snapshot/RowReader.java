package dev.landfall.snapshot;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.event.RowImage;
import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table within a session's read view, as a stream of constant memory. Immutable, thread-safe. */
public final class RowReader {
    /** Rows per round trip of the server-side cursor. */
    private static final int FETCH_SIZE = 1_000;

    private final SourceTable table;
    private final ColumnReader[] readers;

    public RowReader(SourceTable table) {
        this.table = table;
        this.readers = table.columns().stream().map(ColumnReaders::of).toArray(ColumnReader[]::new);
    }

    /** Hears every row in turn. */
    public interface RowSink {
        void accept(RowImage row) throws SQLException;
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
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sink.accept(row(rows));
                }
            }
        }
    }

    private RowImage row(ResultSet rows) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            values[i] = readers[i].read(rows, i + 1);
        }
        return new RowImage(values);
    }

    private String sql(@Nullable String keyColumn, KeyRange range) {
        String columns = table.columns().stream().map(RowReader::expression).collect(Collectors.joining(", "));
        StringBuilder sql =
                new StringBuilder("SELECT ").append(columns).append(" FROM ").append(table.rows());
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

    /**
     * Dates and times come as the server's own text: Connector/J 3.5.11 gives null for a zero date and drops leading zeros of
     * a fraction in the binary protocol ({@code .001} becomes {@code .1}). Addresses come as their bytes: their text has more
     * than one spelling.
     */
    private static String expression(SourceColumn column) {
        String quoted = Identifiers.mariaDb(column.name());
        if (column.type() instanceof MariaDbType.InetType inet) {
            return "CAST(" + quoted + " AS BINARY(" + inet.bytes() + "))";
        }
        if (ColumnReaders.readAsBytes(column) || column.type() instanceof MariaDbType.VectorType) {
            return "CAST(" + quoted + " AS BINARY)";
        }
        boolean temporal = column.type() instanceof MariaDbType.DateType
                || column.type() instanceof MariaDbType.DateTimeType
                || column.type() instanceof MariaDbType.TimestampType
                || column.type() instanceof MariaDbType.TimeType;
        return temporal ? "CAST(" + quoted + " AS CHAR)" : quoted;
    }
}
