package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Whether writes can be held back from single tables of the source, by triggers. Changes nothing. */
public final class TableFenceChecks {
    private static final String NAME = "privilege-table-fence";

    private TableFenceChecks() {}

    /** Passed, or failed with the first reason. */
    public static CheckResult run(Connection source, String database, String user) throws SQLException {
        Set<String> privileges = SourcePrivilegeChecks.privileges(source, database);
        if (!privileges.contains("TRIGGER")) {
            return failed(
                    "The source user " + user + " lacks TRIGGER on " + database
                            + ".*: a group's tables are fenced by triggers.",
                    "GRANT TRIGGER ON " + database + ".* TO the user.");
        }
        if (!privileges.contains("SUPER") && !trusts(source)) {
            return failed(
                    "The source user " + user
                            + " may not make triggers, by which a group's tables are fenced: MariaDB asks for"
                            + " SUPER where it writes a binary log and log_bin_trust_function_creators is OFF.",
                    "SET GLOBAL log_bin_trust_function_creators = ON for the time of the migration, or GRANT SUPER ON *.* TO the"
                            + " user.");
        }
        if (replicates(source)) {
            return failed(
                    "The source applies another server's binary log, whose rows fire no triggers: they would pass a group's fence.",
                    "Migrate from that other server, or cut over everything at once: migrate cutover without --group.");
        }
        return Checks.passed(NAME, user + " may hold writes back from single tables");
    }

    private static CheckResult failed(String seen, String advice) {
        return Checks.failed(NAME, seen, advice, FailureCode.SOURCE_PRIVILEGE);
    }

    private static boolean trusts(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.log_bin_trust_function_creators")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static boolean replicates(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("source/replication.sql"))) {
            row.next();
            return row.getLong("running_replicas") > 0;
        }
    }
}
