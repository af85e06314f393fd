package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Privileges of the source user. A table that the user may not read would be absent from the catalog without a word. */
public final class SourcePrivilegeChecks {
    private SourcePrivilegeChecks() {}

    /** @param eventScheduler whether the source runs events: only SUPER may stop them for the cutover */
    public static List<CheckResult> run(Connection source, String database, String user, boolean eventScheduler)
            throws SQLException {
        Set<String> privileges = privileges(source, database);
        return List.of(
                required(privileges, Set.of("SELECT"), "SELECT", database + ".*", user, "to read the tables"),
                required(
                        privileges,
                        Set.of("REPLICATION SLAVE"),
                        "REPLICATION SLAVE",
                        "*.*",
                        user,
                        "to read the binary log"),
                required(
                        privileges,
                        Set.of("BINLOG MONITOR", "REPLICATION CLIENT", "SUPER"),
                        "BINLOG MONITOR",
                        "*.*",
                        user,
                        "to see the binary log's position"),
                programs(privileges, user, database),
                fence(privileges, user, eventScheduler));
    }

    /** MariaDB lists triggers, events and routines only to those who may do something with them. */
    private static CheckResult programs(Set<String> privileges, String user, String database) {
        String missing = Stream.of("TRIGGER", "EVENT", "EXECUTE")
                .filter(privilege -> !privileges.contains(privilege))
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Checks.passed("privilege-programs", user + " sees triggers, events and routines")
                : Checks.warned(
                        "privilege-programs",
                        "The source user " + user + " lacks " + missing + " on " + database
                                + ".*: triggers, events or routines that are not carried over may be missing from the"
                                + " findings.",
                        "GRANT " + missing + " ON " + database + ".* TO the user to have them listed.",
                        FailureCode.SOURCE_PRIVILEGE);
    }

    /** Whether the user may set {@code read_only}, and stop the event scheduler where it runs. */
    public static CheckResult fence(Connection source, String database, String user, boolean eventScheduler)
            throws SQLException {
        return fence(privileges(source, database), user, eventScheduler);
    }

    private static CheckResult fence(Set<String> privileges, String user, boolean eventScheduler) {
        boolean readOnly =
                Stream.of("READ_ONLY ADMIN", "READ ONLY ADMIN", "SUPER").anyMatch(privileges::contains);
        if (!readOnly) {
            return Checks.warned(
                    "privilege-fence",
                    "The source user " + user + " may not set read_only, which the cutover uses to hold writes back.",
                    "GRANT READ ONLY ADMIN ON *.* TO the user before the cutover (before MariaDB 10.11: SUPER).",
                    FailureCode.SOURCE_PRIVILEGE);
        }
        if (eventScheduler && !privileges.contains("SUPER")) {
            return Checks.warned(
                    "privilege-fence",
                    "The source runs an event scheduler, which the source user " + user
                            + " may not stop for the cutover: events could write behind the fence.",
                    "GRANT SUPER ON *.* TO the user before the cutover, or SET GLOBAL event_scheduler = OFF by hand.",
                    FailureCode.SOURCE_PRIVILEGE);
        }
        return Checks.passed("privilege-fence", user + " may hold writes back for the cutover");
    }

    private static CheckResult required(
            Set<String> privileges, Set<String> anyOf, String name, String on, String user, String purpose) {
        String check = "privilege-" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return anyOf.stream().anyMatch(privileges::contains)
                ? Checks.passed(check, user + " has " + name + " on " + on)
                : Checks.failed(
                        check,
                        "The source user " + user + " lacks " + name + " on " + on + ", needed " + purpose + ".",
                        "GRANT " + name + " ON " + on + " TO the user.",
                        FailureCode.SOURCE_PRIVILEGE);
    }

    /** What the current user may do on a database, in capitals; what is granted for single tables is not among it. */
    public static Set<String> privileges(Connection source, String database) throws SQLException {
        Set<String> privileges = new HashSet<>();
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("source/list_privileges.sql"))) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    privileges.add(row.getString(1).toUpperCase(Locale.ROOT));
                }
            }
        }
        return privileges;
    }
}
