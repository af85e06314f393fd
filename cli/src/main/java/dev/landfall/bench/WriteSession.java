package dev.landfall.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** One session that writes transactions like those of sysbench's oltp_write_only. Used by one thread. */
interface WriteSession extends AutoCloseable {
    /** Rows that a transaction changes. */
    int CHANGES = 4;

    /** How a session sends its transactions: with the same seed, they all leave the same rows behind. */
    interface Kind {
        /** @param connection is closed by the caller */
        WriteSession on(Connection connection, RandomRows rows) throws SQLException;
    }

    /** Begins one and commits it. */
    void transaction() throws SQLException;

    @Override
    void close() throws SQLException;
}
