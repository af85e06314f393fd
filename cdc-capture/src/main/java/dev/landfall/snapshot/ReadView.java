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
 * after. MariaDB tells it without any lock in {@code binlog_snapshot_file} and {@code binlog_snapshot_position}, where any
 * other session's SHOW STATUS may get in between: see {@code source/begin_read_view.sql}.
 *
 * @param logged {@code @@gtid_binlog_pos} as it was just after the snapshot was taken: never less than what it shows
 * @param showsAllLogged whether nothing was in the binary log beyond the snapshot when {@code logged} was read, so that
 *     {@code logged} is what the snapshot shows. Otherwise other sessions were committing: a transaction is in the log
 *     before it can be seen, much earlier where the source waits for a semi-synchronous replica in between
 */
public record ReadView(String file, long offset, GtidSet logged, boolean showsAllLogged) {
    /** One answer in a hundred is another session's where one asks a thousand times a second. */
    private static final int TRIES = 100;
    /** About the place, behind the first one. */
    private static final int MORE_ANSWERS = 4;

    /**
     * Begins a read-only transaction with a snapshot in a session of isolation level REPEATABLE READ; again, when the server's
     * answers about it are not all the same.
     *
     * @throws SQLException when the server refuses; SHOW MASTER STATUS needs BINLOG MONITOR. When its answers never agree, or it tells no
     *     place, as without a binary log
     */
    public static ReadView begin(Connection connection) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            Optional<ReadView> view = tryToBegin(connection);
            if (view.isPresent()) {
                return view.get();
            }
        }
        throw new SQLException(
                "other sessions ask for the server's status so often that " + TRIES
                        + " times in a row MariaDB gave different answers to where a snapshot stands"
                        + " (binlog_snapshot_position); run it again when they ask less often",
                "HY000");
    }

    /** @return empty when an answer was another session's */
    private static Optional<ReadView> tryToBegin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Answers answers = new Answers(statement, statement.execute(SqlFile.load("source/begin_read_view.sql")));
            Map<String, String> place = place(answers.next());
            String file = told(place, "Binlog_snapshot_file");
            String offset = told(place, "Binlog_snapshot_position");
            GtidSet logged = GtidSet.parse(answers.next().get(0).get(0));
            // Asked behind the GTIDs: what was logged after the snapshot has moved the end away from its place.
            boolean atEnd = answers.next().stream()
                    .anyMatch(end -> end.get(0).equals(file) && end.get(1).equals(offset));
            boolean agreed = true;
            for (int i = 0; i < MORE_ANSWERS; i++) {
                agreed &= place(answers.next()).equals(place);
            }
            return agreed ? Optional.of(new ReadView(file, Long.parseLong(offset), logged, atEnd)) : Optional.empty();
        }
    }

    private static Map<String, String> place(List<List<String>> variables) {
        Map<String, String> place = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        variables.forEach(variable -> place.put(variable.get(0), variable.get(1)));
        return place;
    }

    private static String told(Map<String, String> place, String variable) throws SQLException {
        String value = place.get(variable);
        if (value == null || value.isEmpty()) {
            throw new SQLException(
                    "the server does not tell where a snapshot stands: its status has no " + variable
                            + ". Is its binary log on (log_bin)?",
                    "HY000");
        }
        return value;
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
