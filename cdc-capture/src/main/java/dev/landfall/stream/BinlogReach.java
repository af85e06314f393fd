package dev.landfall.stream;

import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of the source before the stream is started, so that a refusal comes at once and in plain words. */
public final class BinlogReach {
    private BinlogReach() {}

    /**
     * @return whether the server takes table names that differ in case for the same
     * @throws MigrationException when the source does not answer, refuses the login, or does not have the binary log
     *     from the position on
     */
    static boolean check(SourceDatabase database, SourcePosition from) {
        try (Connection connection = database.connect()) {
            BinlogHistory history = new BinlogHistory(connection, new StreamFailures(database.config()));
            requireAvailable(database, connection, history, from);
            history.require(from);
            requireWholeStatements(connection);
            return !value(connection, "SELECT @@lower_case_table_names").equals("0");
        } catch (SQLException e) {
            throw new StreamFailures(database.config()).explain(e, database);
        }
    }

    /**
     * For whoever will start a stream later.
     *
     * @throws MigrationException {@code SOURCE-007} when the source does not have the binary log from the position on any more, {@code SOURCE-008}
     *     when it does not have, or no longer has, the log that the position is of, and as
     *     {@link ChangeStream}s do where it does not answer
     */
    public static void require(SourceDatabase database, SourcePosition from) {
        check(database, from);
    }

    /**
     * Of a domain that it has nothing of, a server says that its transactions may still come, and of one that is missing in
     * the position it sends everything: another server's binary log would be applied from its beginning. Within a domain the
     * state tells how far each server's transactions have come, so that one with the same number is not taken for it.
     */
    private static void requireKnown(SourceDatabase database, Connection connection, SourcePosition from)
            throws SQLException {
        String state = value(connection, "SELECT @@global.gtid_binlog_state");
        List<Gtid> lastOfServers = Stream.of(state.split(","))
                .filter(gtid -> !gtid.isBlank())
                .map(Gtid::parse)
                .toList();
        // What a server has replicated up to and not logged itself, as one that was made from a backup. One that logs
        // nothing of what it replicates would stand there for good.
        boolean logs = value(connection, "SELECT @@global.log_slave_updates").equals("1");
        GtidSet replicated = GtidSet.parse(logs ? value(connection, "SELECT @@global.gtid_slave_pos") : "");
        boolean known = from.gtids().gtids().stream()
                .allMatch(gtid -> replicated.gtids().contains(gtid)
                        || lastOfServers.stream().anyMatch(last -> isAtOrBehind(gtid, last)));
        if (!known) {
            throw new StreamFailures(database.config())
                    .behind(
                            "its binary log ends at " + (state.isEmpty() ? "nothing" : state) + ", applied is " + from,
                            null);
        }
    }

    private static boolean isAtOrBehind(Gtid gtid, Gtid last) {
        return gtid.domain() == last.domain()
                && gtid.server() == last.server()
                && Long.compareUnsigned(gtid.sequence(), last.sequence()) <= 0;
    }

    private static void requireAvailable(
            SourceDatabase database, Connection connection, BinlogHistory history, SourcePosition from)
            throws SQLException {
        String oldest = value(connection, "SHOW BINARY LOGS");
        requireKnown(database, connection, from);
        GtidSet gone = history.startOf(oldest);
        if (!from.gtids().contains(gone)) {
            throw new StreamFailures(database.config())
                    .purged("the oldest file, " + oldest + ", starts after " + gone + ", needed from " + from, null);
        }
    }

    /** From 10.8 on, and off by default: the log then has an ALTER TABLE when it begins, and what becomes of it later. */
    private static void requireWholeStatements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'binlog_alter_two_phase'")) {
            if (row.next() && row.getString(2).equalsIgnoreCase("ON")) {
                throw new MigrationException(
                        FailureCode.STREAM_UNSAFE_EVENT,
                        "The source has binlog_alter_two_phase=ON: its log has schema changes before they have happened.",
                        "SET GLOBAL binlog_alter_two_phase = OFF until the cutover, then run the command again.");
            }
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
