package dev.landfall.target;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads the rows of a query by binary COPY, row by row, in constant memory. Immutable, thread-safe. */
public final class CopyQuery {
    /** Signature, flags, and the length of what extends the header. */
    private static final int HEADER = 19;

    private static final int FIELD_COUNT = 2;

    private final String query;
    private final int columns;

    /** @param query a SELECT without parameters. @param columns how many it gives */
    public CopyQuery(String query, int columns) {
        this.query = query;
        this.columns = columns;
    }

    /** Hears every row in turn. */
    public interface RowSink {
        /** @param row the same object for each row; what it holds is valid during the call */
        void accept(CopyCells row) throws SQLException;
    }

    /**
     * The server sends a message per row, the header in front of the first one, and the trailer as one of its own.
     *
     * @throws SQLException when reading fails, or what the sink throws: the caller's transaction is lost then
     */
    public void run(Connection target, RowSink sink) throws SQLException {
        CopyOut copy = target.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        try {
            CopyCells cells = new CopyCells(columns);
            int at = HEADER;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                if (message.length > at && number(message, at, FIELD_COUNT) == columns) {
                    cells.lay(message, at + FIELD_COUNT);
                    sink.accept(cells);
                } else if (message.length > at && number(message, at, FIELD_COUNT) != 0xFFFF) {
                    throw new SQLException("a row of a binary COPY does not have " + columns + " columns", "22000");
                }
                at = 0;
            }
        } catch (SQLException | RuntimeException e) {
            end(copy, e);
            throw e;
        }
    }

    /** Lets the session be used again. What that fails with must not hide why it is done. */
    private static void end(CopyOut copy, Exception why) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        }
    }

    /** Ends what a session is reading, from any thread. @throws SQLException when the server cannot be told */
    public static void cancel(Connection target) throws SQLException {
        target.unwrap(PGConnection.class).cancelQuery();
    }

    static int number(byte[] bytes, int offset, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(bytes[offset + i]);
        }
        return value;
    }
}
