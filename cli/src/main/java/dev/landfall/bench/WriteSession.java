package dev.landfall.bench;

import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One session that writes as sysbench's oltp_write_only does: a statement is a round trip, each picks a table and a row.
 * Sessions never meet in a row, so that what they leave behind depends on the seed alone. Used by one thread.
 */
final class WriteSession implements AutoCloseable {
    /** Rows that a transaction changes. */
    static final int CHANGES = 4;

    /** sysbench's groups: eleven digits, and a dash between two. */
    private static final int GROUP = 12;

    private static final int GROUPS_OF_C = 10;
    private static final int GROUPS_OF_PAD = 5;

    private final Connection connection;
    private final Random random;
    private final int session;
    private final int rows;
    private final List<Statements> tables = new ArrayList<>();

    private record Statements(
            PreparedStatement addToK, PreparedStatement setC, PreparedStatement delete, PreparedStatement insert) {}

    /**
     * @param connection is closed by the caller
     * @param session which one of {@link WriteLoad#SESSIONS}, from 0
     * @param rows of each table
     */
    WriteSession(Connection connection, int session, int rows, long seed) throws SQLException {
        this.connection = connection;
        this.session = session;
        this.rows = rows;
        this.random = new Random(seed * WriteLoad.SESSIONS + session);
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

    void transaction() throws SQLException {
        PreparedStatement addToK = table().addToK();
        addToK.setInt(1, row());
        change(addToK);

        PreparedStatement setC = table().setC();
        setC.setString(1, digits(GROUPS_OF_C));
        setC.setInt(2, row());
        change(setC);

        Statements table = table();
        int row = row();
        table.delete().setInt(1, row);
        change(table.delete());
        table.insert().setInt(1, row);
        table.insert().setInt(2, 1 + random.nextInt(rows));
        table.insert().setString(3, digits(GROUPS_OF_C));
        table.insert().setString(4, digits(GROUPS_OF_PAD));
        change(table.insert());
        connection.commit();
    }

    private static void change(PreparedStatement statement) throws SQLException {
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("a statement of the writer has not changed one row");
        }
    }

    private Statements table() {
        return tables.get(random.nextInt(tables.size()));
    }

    /** One of this session's own: every {@link WriteLoad#SESSIONS}th. */
    private int row() {
        return 1 + session + WriteLoad.SESSIONS * random.nextInt(rows / WriteLoad.SESSIONS);
    }

    private String digits(int groups) {
        char[] text = new char[groups * GROUP - 1];
        for (int i = 0; i < text.length; i++) {
            text[i] = i % GROUP == GROUP - 1 ? '-' : (char) ('0' + random.nextInt(10));
        }
        return new String(text);
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
