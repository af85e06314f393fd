package dev.landfall.stream;

import dev.landfall.catalog.TableName;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks the source as it is now, which may be later than the event that the question is about: a trigger that has come since
 * leads to a refusal that was not needed. One that has gone since is not seen; whoever drops it leaves a table behind that
 * was written to in a format for which there is no other sign of it. One thread.
 */
final class SourceTables implements OtherTables {
    /** Triggers are shown to who has it, and to nobody else. */
    private static final String SEES_TRIGGERS = "TRIGGER";

    private final SourceDatabase source;
    private final Set<TableName> plain = new HashSet<>();

    SourceTables(SourceDatabase source) {
        this.source = source;
    }

    /** Such statements come by the thousand, for one table after another. */
    @Override
    public boolean isPlain(TableName table) {
        if (plain.contains(table)) {
            return true;
        }
        try (Connection connection = source.connect()) {
            if (seesTriggers(connection, table) && isPlain(connection, table)) {
                plain.add(table);
                return true;
            }
            return false;
        } catch (SQLException e) {
            throw source.explain(e);
        }
    }

    private static boolean seesTriggers(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("source/list_privileges.sql"))) {
            statement.setString(1, table.database());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (SEES_TRIGGERS.equals(rows.getString("privilege"))) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    private static boolean isPlain(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("source/find_other_table.sql"))) {
            statement.setString(1, table.database());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean("plain");
            }
        }
    }

    @Override
    public void forget() {
        plain.clear();
    }
}
