package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Whether the database's changes get into the source's binary log at all: filters would keep them out without a word. */
public final class SourceLogChecks {
    private static final int SPECIFIC_ACCESS_DENIED = 1227;
    private static final String DO_DB = "Binlog_Do_DB";
    private static final String IGNORE_DB = "Binlog_Ignore_DB";

    private SourceLogChecks() {}

    /** Nothing for a user without BINLOG MONITOR, which {@link SourcePrivilegeChecks} miss anyway. */
    public static List<CheckResult> run(Connection source, String database) throws SQLException {
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
