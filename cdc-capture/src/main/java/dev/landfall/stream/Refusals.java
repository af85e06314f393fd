package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.EventData;
import dev.landfall.event.Gtid;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;

/** What the stream must not pass over, in the user's words. */
final class Refusals {
    private static final int LONGEST_STATEMENT = 500;
    private static final String START_AGAIN =
            " What is done cannot be replayed: then start the migration of the tables concerned again.";

    MigrationException statement(String sql) {
        return unsafe(
                "The binary log holds a statement where rows are needed: " + shortened(sql) + ".",
                "A session writes with binlog_format=STATEMENT or MIXED. Make it ROW for every session." + START_AGAIN);
    }

    MigrationException xa(Gtid gtid, String sql) {
        return unsafe(
                "Transaction " + gtid + " (" + shortened(sql)
                        + ") is an XA transaction with changes of its own. Its rows"
                        + " are in the binary log before it is known whether they will be committed.",
                "End the XA transactions and keep the application from starting new ones." + START_AGAIN);
    }

    MigrationException rollback(Gtid gtid) {
        return unsafe(
                "Transaction " + gtid
                        + " was rolled back, in whole or to a savepoint, and the binary log still holds the"
                        + " rows that were undone: it also changed a table that cannot roll back.",
                "Keep tables without transactions (MyISAM, Aria, MEMORY) out of transactions with others."
                        + START_AGAIN);
    }

    MigrationException unknownType() {
        return unsafe(
                "The binary log holds an event of a type that this version cannot read. MariaDB writes such events with"
                        + " log_bin_compress=ON.",
                "SET GLOBAL log_bin_compress=OFF on the source." + START_AGAIN);
    }

    /** @param data an {@link UnreadableEvent}, or MariaDB's own note that it lost events */
    MigrationException incident(EventData data) {
        if (data instanceof UnreadableEvent unreadable) {
            return unreadable.cause() instanceof MigrationException known ? known : unreadable(unreadable.cause());
        }
        return unsafe(
                "MariaDB notes in the binary log that it may have lost events (incident).",
                "See the source's error log." + START_AGAIN);
    }

    MigrationException endless(Gtid gtid) {
        return unsafe(
                "Transaction " + gtid + " has no end in the binary log: the next one begins before.",
                "Run the command again; if it stops at the same place, look at this transaction with mariadb-binlog.");
    }

    MigrationException outsideOfTransaction() {
        return unsafe(
                "The binary log holds a change outside of any transaction.",
                "The source must be MariaDB 10.6 or newer.");
    }

    MigrationException backwards(Gtid gtid, String reached) {
        return unsafe(
                "Transaction " + gtid + " comes after " + reached + ": sequence numbers of its domain go backwards, so"
                        + " what was applied cannot be told from what was not.",
                "Let one server at a time write to a domain, and set gtid_strict_mode=ON.");
    }

    private static MigrationException unreadable(Exception cause) {
        return new MigrationException(
                FailureCode.STREAM_FAILED,
                "An event of the binary log could not be read: " + cause + ".",
                "Run the command again; if it stops at the same place, look at the binary log with mariadb-binlog.",
                cause);
    }

    private static MigrationException unsafe(String message, String advice) {
        return new MigrationException(FailureCode.STREAM_UNSAFE_EVENT, message, advice);
    }

    private static String shortened(String sql) {
        return sql.length() <= LONGEST_STATEMENT ? sql : sql.substring(0, LONGEST_STATEMENT) + " ...";
    }
}
