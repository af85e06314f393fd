package dev.landfall.window;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables and partitions of one way back as they were when it was made. Stateless; works in the caller's transaction. */
public final class WindowRelations {
    private final String migration;

    public WindowRelations(String migration) {
        this.migration = migration;
    }

    void keep(Connection target, Relation relation) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/keep_window_relation.sql"))) {
            statement.setString(1, migration);
            statement.setLong(2, relation.root());
            statement.setLong(3, relation.oid());
            statement.executeUpdate();
        }
    }

    /** Whatever the way back has put on them is gone, and replica identities are as they were. */
    void strip(Connection target) throws SQLException {
        try (PreparedStatement find = target.prepareStatement(SqlFile.load("target/window_removal.sql"));
                Statement statement = target.createStatement()) {
            find.setString(1, migration);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    statement.execute(row.getString(1));
                }
            }
        }
    }

    /**
     * PostgreSQL's log has no word of rows that leave with their partition, or that nobody publishes any more, and only a
     * superuser could forbid it.
     *
     * @throws MigrationException {@code REVERSE-004} when some have
     */
    public void requireAll(Connection target, String publication) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/window_departures.sql"))) {
            statement.setString(1, publication);
            statement.setString(2, migration);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw departed(row.getString("name"), row.getString("departure"));
                }
            }
        }
    }

    private MigrationException departed(String name, String departure) {
        return new MigrationException(
                FailureCode.REVERSE_DDL,
                "Migration " + migration + ": " + name + " has been " + departure
                        + " on PostgreSQL, which its log says nothing about: MariaDB still has its rows as they were.",
                "Undo it if you can. Where a partition is to stay away, delete the same rows on MariaDB, then run on PostgreSQL:"
                        + " UPDATE landfall.way_back_relation SET departed = true WHERE name = '"
                        + name.replace("'", "''")
                        + "'. After that migrate reverse goes on. Or give up the way back with migrate cutover --final.");
    }
}
