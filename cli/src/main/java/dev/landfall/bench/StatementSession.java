package dev.landfall.bench;

import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes as sysbench does: every statement is a round trip, and so is the COMMIT. */
final class StatementSession implements WriteSession {
    private final Connection connection;
    private final RandomRows rows;
    private final List<Statements> tables = new ArrayList<>();

    private record Statements(
            PreparedStatement addToK, PreparedStatement setC, PreparedStatement delete, PreparedStatement insert) {}

    StatementSession(Connection connection, RandomRows rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        connection.setAutoCommit(false);
        for (String table : StreamData.TABLES) {
            String name = Identifiers.mariaDb(table);
            tables.add(new Statements(
                    connection.prepareStatement("UPDATE " + name + " SET k = k + 1 WHERE id = ?"),
                    connection.prepareStatement("UPDATE " + name + " SET c = ? WHERE id = ?"),
                    connection.prepareStatement("DELETE FROM " + name + " WHERE id = ?"),
                    connection.prepareStatement("INSERT INTO " + name + " (id, k, c, pad) VALUES (?, ?, ?, ?)")));
        }
    }

    @Override
    public void transaction() throws SQLException {
        PreparedStatement addToK = table().addToK();
        addToK.setInt(1, rows.row());
        change(addToK);

        PreparedStatement setC = table().setC();
        setC.setString(1, rows.c());
        setC.setInt(2, rows.row());
        change(setC);

        Statements table = table();
        int row = rows.row();
        table.delete().setInt(1, row);
        change(table.delete());
        table.insert().setInt(1, row);
        table.insert().setInt(2, rows.k());
        table.insert().setString(3, rows.c());
        table.insert().setString(4, rows.pad());
        change(table.insert());
        connection.commit();
    }

    private static void change(PreparedStatement statement) throws SQLException {
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("a statement of the writer has not changed one row");
        }
    }

    private Statements table() {
        return tables.get(rows.table());
    }

    @Override
    public void close() throws SQLException {
        for (Statements table : tables) {
            table.addToK().close();
            table.setC().close();
            table.delete().close();
            table.insert().close();
        }
    }
}
