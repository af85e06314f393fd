package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether the database's changes get into the source's binary log at all: filters would keep them out without a word. */
public final class SourceLogChecks {
    private static final int SPECIFIC_ACCESS_DENIED = 1227;
    private static final String DO_DB = "Binlog_Do_DB";
    private static final String IGNORE_DB = "Binlog_Ignore_DB";

    private SourceLogChecks() {}

    /** Whether changes get into the binary log of the server itself, and into that of this database. */
    public static List<CheckResult> run(Connection source, String database) throws SQLException {
        List<CheckResult> results = new ArrayList<>(filters(source, database));
        results.add(replication(source));
        return results;
    }

    /** A replica that does not log what it replicates has an incomplete binary log. */
    private static CheckResult replication(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/replication.sql"))) {
            row.next();
            boolean complete = row.getInt("running_replicas") == 0 || row.getInt("logs_replicated_changes") == 1;
            return complete
                    ? Checks.passed("binlog-replica", "no replicated changes are kept out of the binary log")
                    : Checks.failed(
                            "binlog-replica",
                            "The source is a replica with log_slave_updates=OFF: what it replicates is not in its own binary"
                                    + " log and could not be followed.",
                            "Set log_slave_updates=ON in its configuration and restart MariaDB, or migrate from its primary.",
                            FailureCode.SOURCE_SETTING);
        }
    }

    /** Nothing for a user without BINLOG MONITOR, which {@link SourcePrivilegeChecks} miss anyway. */
    private static List<CheckResult> filters(Connection source, String database) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet status = statement.executeQuery("SHOW MASTER STATUS")) {
            if (!status.next()) {
                return List.of();
            }
            List<String> only = names(status.getString(DO_DB));
            List<String> ignored = names(status.getString(IGNORE_DB));
            boolean logged = (only.isEmpty() || only.contains(database)) && !ignored.contains(database);
            return List.of(
                    logged
                            ? Checks.passed("binlog-filter", database + " is not filtered out of the binary log")
                            : Checks.failed(
                                    "binlog-filter",
                                    "The source keeps " + database + " out of its binary log (binlog_do_db=" + only
                                            + ", binlog_ignore_db=" + ignored + "): its changes could not be followed.",
                                    "Remove the filter from the server's configuration, then restart MariaDB.",
                                    FailureCode.SOURCE_SETTING));
        } catch (SQLException e) {
            if (e.getErrorCode() == SPECIFIC_ACCESS_DENIED) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
