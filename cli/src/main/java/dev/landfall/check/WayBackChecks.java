package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.PgType;
import dev.landfall.window.WayBack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether what is written on PostgreSQL after a cutover could come back to MariaDB. Reads both servers, changes neither. */
public final class WayBackChecks {
    private static final int JSON_NORMALIZE = 1007;
    /** A line of a terminal has room for about as many columns. */
    private static final int NAMED = 5;

    private WayBackChecks() {}

    /** @param sourceVersion as {@code @@version} */
    public static List<CheckResult> run(
            Connection source, Connection target, MigrationPlan plan, String user, String sourceVersion)
            throws SQLException {
        List<CheckResult> results = new ArrayList<>(target(target));
        results.addAll(privileges(source, plan.catalog().database(), user));
        Map<String, String> triggers = triggers(source, plan.catalog().database());
        for (TablePlan table : plan.tables()) {
            table(table, triggers.get(table.source().name().name()), sourceVersion)
                    .ifPresent(reason -> results.add(failed(
                            "way-back-table",
                            "Table " + table.source().name() + ": " + reason + ".",
                            "Change that on the source, or cut over without a way back: migrate cutover --one-way.")));
        }
        return results;
    }

    /** The same long before a cutover: nothing of it keeps anybody from migrating. */
    public static List<CheckResult> outlook(
            Connection source, Connection target, MigrationPlan plan, String user, String sourceVersion)
            throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (CheckResult result : run(source, target, plan, user, sourceVersion)) {
            results.add(
                    result.outcome() == CheckResult.Outcome.FAILED
                            ? Checks.warned(
                                    result.name(),
                                    "After a cutover there would be no way back. " + result.seen(),
                                    result.advice(),
                                    result.code())
                            : result);
        }
        List<String> guarded = WayBack.narrowerColumns(plan);
        results.add(Checks.passed(
                "way-back-values",
                guarded.isEmpty()
                        ? "MariaDB holds every value of PostgreSQL's types"
                        : "while there is a way back, checks refuse what MariaDB cannot hold in " + guarded.size()
                                + " column(s): " + shortened(guarded)));
        return results;
    }

    private static String shortened(List<String> columns) {
        return String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())))
                + (columns.size() > NAMED ? ", ..." : "");
    }

    private static List<CheckResult> target(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("target/way_back_settings.sql"))) {
            row.next();
            String level = row.getString("wal_level");
            List<CheckResult> results = new ArrayList<>();
            results.add(
                    level.equals("logical")
                            ? Checks.passed("way-back-wal-level", "wal_level logical")
                            : failed(
                                    "way-back-wal-level",
                                    "wal_level is " + level + " on PostgreSQL; expected logical.",
                                    "ALTER SYSTEM SET wal_level = 'logical' and restart PostgreSQL, or cut over without a way"
                                            + " back: migrate cutover --one-way."));
            results.add(
                    row.getInt("slots") < row.getInt("max_slots")
                            ? Checks.passed("way-back-slots", "a replication slot is free")
                            : failed(
                                    "way-back-slots",
                                    "All " + row.getInt("max_slots") + " replication slots of PostgreSQL are taken.",
                                    "Raise max_replication_slots and restart PostgreSQL, drop a slot that nobody needs, or cut"
                                            + " over without a way back: migrate cutover --one-way."));
            results.add(
                    row.getInt("senders") < row.getInt("max_senders")
                            ? Checks.passed("way-back-senders", "a session may read the write-ahead log")
                            // Others come and go: not having one now keeps nobody from a cutover.
                            : Checks.warned(
                                    "way-back-senders",
                                    "All " + row.getInt("max_senders")
                                            + " sessions that may read PostgreSQL's write-ahead log are taken; migrate reverse"
                                            + " needs one.",
                                    "Raise max_wal_senders and restart PostgreSQL.",
                                    FailureCode.NO_WAY_BACK));
            results.add(
                    row.getBoolean("may_replicate")
                            ? Checks.passed("way-back-replication", "may read the write-ahead log")
                            : failed(
                                    "way-back-replication",
                                    "The target user may not read PostgreSQL's write-ahead log.",
                                    "ALTER ROLE ... REPLICATION for the user, or cut over without a way back: migrate cutover"
                                            + " --one-way."));
            return results;
        }
    }

    /** TRIGGER as well: without it MariaDB does not say that there are some. */
    private static List<CheckResult> privileges(Connection source, String database, String user) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        lacking(source, database, Set.of("INSERT", "UPDATE", "DELETE", "ALTER", "TRIGGER"), user, results);
        lacking(source, "landfall", Set.of("CREATE", "DROP", "SELECT", "INSERT", "UPDATE", "DELETE"), user, results);
        return results;
    }

    private static void lacking(
            Connection source, String database, Set<String> needed, String user, List<CheckResult> results)
            throws SQLException {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(SourcePrivilegeChecks.privileges(source, database));
        String all = String.join(", ", missing);
        results.add(
                missing.isEmpty()
                        ? Checks.passed("way-back-privileges", user + " may write on " + database + ".*")
                        : failed(
                                "way-back-privileges",
                                "The source user " + user + " lacks " + all + " on " + database
                                        + ".*, which the way back needs.",
                                "GRANT " + all + " ON " + database
                                        + ".* TO the user, or cut over without a way back: migrate cutover --one-way."));
    }

    private static Map<String, String> triggers(Connection source, String database) throws SQLException {
        Map<String, String> triggers = new HashMap<>();
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("source/list_triggers.sql"))) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    triggers.put(row.getString(1), row.getString(2));
                }
            }
        }
        return triggers;
    }

    private static Optional<String> table(TablePlan table, @Nullable String triggers, String sourceVersion) {
        boolean keyless = table.rowKey().isEmpty();
        if (triggers != null) {
            return Optional.of("MariaDB's triggers (" + triggers
                    + ") would fire once more for every row that comes back, and cannot be held for one session");
        }
        if (!table.source().transactional()) {
            return Optional.of("rows of the engine " + table.source().engine()
                    + " cannot be written together with the position, so not exactly once");
        }
        if (table.source().versioning() != null || table.source().historyOf() != null) {
            return Optional.of("MariaDB makes the history of a system-versioned table by itself, at other times");
        }
        if (keyless
                && table.columns().stream()
                        .anyMatch(column -> column.policies().values().stream().anyMatch(Policy::changesValues))) {
            return Optional.of(
                    "it has no key, and a policy changes values on their way, so rows could not be found again");
        }
        if (keyless
                && version(sourceVersion) < JSON_NORMALIZE
                && table.columns().stream().anyMatch(column -> column.type().kind() == PgType.Kind.JSONB)) {
            return Optional.of("it has no key, and MariaDB before 10.7 cannot find rows by a JSON document");
        }
        return Optional.empty();
    }

    /** Major * 100 + minor. */
    public static int version(String text) {
        String[] numbers = text.split("[.-]", 3);
        return Integer.parseInt(numbers[0]) * 100 + Integer.parseInt(numbers[1]);
    }

    private static CheckResult failed(String name, String seen, String advice) {
        return Checks.failed(name, seen, advice, FailureCode.NO_WAY_BACK);
    }
}
