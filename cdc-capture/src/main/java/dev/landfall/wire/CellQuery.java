package dev.landfall.wire;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.TableName;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads some columns of a table, row by row, in constant memory. Immutable, thread-safe. */
public final class CellQuery {
    /** The driver holds that many rows at a time; it reads ahead of them in pieces of its own. */
    private static final int FETCH_SIZE = 1;

    private final TableName table;
    private final List<SourceColumn> columns;

    public CellQuery(TableName table, List<SourceColumn> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /** Hears every row in turn. */
    public interface RowSink {
        /** @param row the same object for each row; what it holds is valid during the call */
        void accept(RowCells row) throws SQLException;
    }

    /**
     * @param source a session in the binary protocol and UTC
     * @param from what stands behind SELECT and the columns, from FROM on
     * @param parameters of its placeholders
     * @throws SQLException when reading fails, or what the sink throws
     */
    public void run(Connection source, String from, List<?> parameters, RowSink sink) throws SQLException {
        // The first column is there to ask for the packet by: never NULL, and short.
        String list = columns.stream().map(CellQuery::expression).collect(Collectors.joining(", ", "SELECT '', ", " "));
        try (PreparedStatement statement = source.prepareStatement(list + from)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.setFetchSize(FETCH_SIZE);
            RowCells cells = new RowCells(table, columns);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RowPacket row = rows.getObject(1, RowPacket.class);
                    try {
                        cells.lay(row);
                        sink.accept(cells);
                    } catch (SQLException | RuntimeException e) {
                        giveUp(source, rows, e);
                        throw e;
                    }
                }
            }
        }
    }

    /**
     * Closing a result reads what is left of it, which may be a table. Transactions, read views and locks of the session stay. Where the server cannot
     * be told, all is read.
     */
    private static void giveUp(Connection source, ResultSet rows, Exception why) {
        try {
            if (!source.isClosed()) {
                cancel(source);
                rows.close();
                // What came too late for the result would end the next statement.
                source.isValid(0);
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Ends what a session is reading, from any thread. @throws SQLException when the server cannot be told */
    public static void cancel(Connection source) throws SQLException {
        source.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery();
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
