package dev.landfall.snapshot;

import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a session's consistent snapshot shows: the place in the binary log up to which it sees every transaction, and none
 * after. MariaDB tells it without any lock in {@code binlog_snapshot_file} and {@code binlog_snapshot_position}.
 *
 * @param logged {@code @@gtid_binlog_pos} as it was just after the snapshot was taken: never less than what it shows
 * @param showsAllLogged whether nothing was in the binary log beyond the snapshot when {@code logged} was read, so that
 *     {@code logged} is what the snapshot shows. Otherwise other sessions were committing: a transaction is in the log
 *     before it can be seen, much earlier where the source waits for a semi-synchronous replica in between
 */
public record ReadView(String file, long offset, GtidSet logged, boolean showsAllLogged) {
    /**
     * Begins a read-only transaction with a snapshot in a session of isolation level REPEATABLE READ.
     *
     * @throws SQLException when the server refuses; SHOW MASTER STATUS needs BINLOG MONITOR
     */
    public static ReadView begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Answers answers = new Answers(statement, statement.execute(SqlFile.load("source/begin_read_view.sql")));
            Map<String, String> place = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (List<String> variable : answers.next()) {
                place.put(variable.get(0), variable.get(1));
            }
            String file = place.getOrDefault("Binlog_snapshot_file", "");
            String offset = place.getOrDefault("Binlog_snapshot_position", "0");
            GtidSet logged = GtidSet.parse(answers.next().get(0).get(0));
            // Asked last: what was logged after the snapshot has moved the end away from its place.
            boolean atEnd = answers.next().stream()
                    .anyMatch(end -> end.get(0).equals(file) && end.get(1).equals(offset));
            return new ReadView(file, Long.parseLong(offset), logged, atEnd);
        }
    }

    /** The results of a compound statement, one after the other, each with two columns at the most. */
    private static final class Answers {
        private final Statement statement;
        private boolean present;

        Answers(Statement statement, boolean present) {
            this.statement = statement;
            this.present = present;
        }

        List<List<String>> next() throws SQLException {
            while (!present) {
                if (statement.getUpdateCount() == -1) {
                    throw new SQLException("the answer to source/begin_read_view.sql is incomplete");
                }
                present = statement.getMoreResults();
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                int columns = Math.min(2, row.getMetaData().getColumnCount());
                while (row.next()) {
                    rows.add(columns == 1 ? List.of(row.getString(1)) : List.of(row.getString(1), row.getString(2)));
                }
            }
            present = statement.getMoreResults();
            return rows;
        }
    }

    /**
     * The transactions that the snapshot shows; asks the server, in the session of the snapshot or any other, if they are not
     * known. That reads the log file up to the place: up to a second for a file of 1 GiB.
     *
     * @return empty when the server does not know either: BINLOG_GTID_POS gives up at an event larger than
     *     {@code max_allowed_packet} (before MariaDB 11.4, or without its GTID index), which a row event may well be
     */
    public Optional<GtidSet> shown(Connection connection) throws SQLException {
        if (showsAllLogged) {
            return Optional.of(logged);
        }
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("source/gtids_at_place.sql"))) {
            statement.setString(1, file);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1)).map(GtidSet::parse);
            }
        }
    }
}
