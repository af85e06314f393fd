package dev.landfall.bench;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Writes a whole transaction in one round trip, by a compound statement that was prepared: an application has its own processors,
 * this one shares them with what is measured. It takes a third of {@link StatementSession}'s time on them.
 */
final class CompoundSession implements WriteSession {
    private final RandomRows rows;
    private final PreparedStatement transaction;

    CompoundSession(Connection connection, RandomRows rows) throws SQLException {
        this.rows = rows;
        this.transaction = connection.prepareStatement(SqlFile.load("bench/write_transaction.sql"));
    }

    @Override
    public void transaction() throws SQLException {
        transaction.setInt(1, table());
        transaction.setInt(2, rows.row());
        transaction.setInt(3, table());
        transaction.setString(4, rows.c());
        transaction.setInt(5, rows.row());
        transaction.setInt(6, table());
        transaction.setInt(7, rows.row());
        transaction.setInt(8, rows.k());
        transaction.setString(9, rows.c());
        transaction.setString(10, rows.pad());
        transaction.execute();
    }

    /** The statement counts from 1. */
    private int table() {
        return 1 + rows.table();
    }

    @Override
    public void close() throws SQLException {
        transaction.close();
    }
}
