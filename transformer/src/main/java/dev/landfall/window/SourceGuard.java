package dev.landfall.window;

import dev.landfall.catalog.TableName;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds writes back on MariaDB from the tables of one plan, and from no other, by triggers that refuse every row. Making one waits
 * for every transaction that has used its table (the metadata lock of MariaDB's documentation), so that none is left that could still
 * commit a change; no privilege passes a trigger. What passes: TRUNCATE and other statements about the table itself, and rows that a
 * replica applies. Every statement commits; stateless.
 */
public final class SourceGuard {
    /** A session that says so writes all the same: the one that brings rows back. */
    public static final String PASS = "SET @landfall_returning = 1";

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    /** Of looking for a moment in which nobody uses a table. */
    private static final int ROUNDS = 3;

    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    private final MigrationPlan plan;

    public SourceGuard(MigrationPlan plan) {
        this.plan = plan;
    }

    /** Table by table. @param patience renewed before every statement: each waits for the transactions of one table */
    public void raise(Connection source, Patience patience) throws SQLException {
        Set<String> present = present(source);
        Set<String> elsewhere = all(source);
        elsewhere.removeAll(present);
        try (Statement statement = source.createStatement()) {
            for (TableName table : tables()) {
                for (String event : EVENTS) {
                    String name = name(table, event);
                    if (elsewhere.contains(name)) {
                        // It has gone with a table that was renamed.
                        patience.renew();
                        statement.execute(removal(name));
                    }
                    if (!present.contains(name)) {
                        patience.renew();
                        statement.execute(creation(table, event));
                        Failpoint.FENCE_TRIGGER_MADE.reach();
                    }
                }
            }
        }
    }

    /** What would close the gaps; empty when every table is guarded. */
    public List<String> missing(Connection source) throws SQLException {
        Set<String> present = present(source);
        return tables().stream()
                .flatMap(table -> EVENTS.stream()
                        .filter(event -> !present.contains(name(table, event)))
                        .map(event -> creation(table, event)))
                .toList();
    }

    /** @return tables that take some kind of writes, or all; empty when every one is guarded */
    public List<String> gaps(Connection source) throws SQLException {
        Set<String> present = present(source);
        return tables().stream()
                .filter(table -> EVENTS.stream().anyMatch(event -> !present.contains(name(table, event))))
                .map(TableName::name)
                .toList();
    }

    /**
     * Lets writes pass again, also where a table was renamed meanwhile. Waits for whoever uses a table, readers too, but for nobody
     * longer than the patience lasts: then the others are opened first. Can be repeated.
     *
     * @throws SQLException as well when a table could not be opened; the others are
     */
    public void lower(Connection source, Patience patience) throws SQLException {
        Set<String> wanted = new HashSet<>();
        tables().forEach(table -> EVENTS.forEach(event -> wanted.add(name(table, event))));
        Set<String> left = all(source);
        left.retainAll(wanted);
        @Nullable SQLException failure = null;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            failure = lower(source, patience, left);
        }
        if (failure != null) {
            List<String> closed = tables().stream()
                    .filter(table -> EVENTS.stream().anyMatch(event -> left.contains(name(table, event))))
                    .map(TableName::name)
                    .toList();
            throw new SQLException(
                    "somebody uses " + String.join(", ", closed) + ", which stay closed: " + failure.getMessage(),
                    failure.getSQLState(),
                    failure.getErrorCode(),
                    failure);
        }
    }

    /** @return why some are left; null when none is */
    private @Nullable SQLException lower(Connection source, Patience patience, Set<String> left) throws SQLException {
        @Nullable SQLException failure = null;
        Set<String> used = new HashSet<>();
        try (Statement statement = source.createStatement()) {
            for (String name : List.copyOf(left)) {
                if (used.contains(table(name))) {
                    // Whoever uses it would be waited for once more.
                    continue;
                }
                try {
                    patience.renew();
                    statement.execute(removal(name));
                    left.remove(name);
                    Failpoint.FENCE_TRIGGER_DROPPED.reach();
                } catch (SQLException e) {
                    if (e.getErrorCode() != LOCK_WAIT_TIMEOUT) {
                        throw e;
                    }
                    failure = e;
                    used.add(table(name));
                }
            }
        }
        return failure;
    }

    private String removal(String name) {
        return "DROP TRIGGER IF EXISTS " + Identifiers.mariaDb(plan.catalog().database()) + "."
                + Identifiers.mariaDb(name);
    }

    private List<TableName> tables() {
        return plan.tables().stream()
                .filter(table -> table.source().historyOf() == null)
                .map(table -> table.source().name())
                .toList();
    }

    /** Of those that are where they should be. */
    private Set<String> present(Connection source) throws SQLException {
        return names(source, true);
    }

    /** Of whatever table. */
    private Set<String> all(Connection source) throws SQLException {
        return names(source, false);
    }

    private Set<String> names(Connection source, boolean inPlace) throws SQLException {
        Set<String> seen = new HashSet<>();
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("source/list_fence_triggers.sql"))) {
            statement.setString(1, plan.catalog().database());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableName table = new TableName(plan.catalog().database(), row.getString("table_name"));
                    String name = row.getString("trigger_name");
                    if (!inPlace || name(table, row.getString("event")).equals(name)) {
                        seen.add(name);
                    }
                }
            }
        }
        return seen;
    }

    /** What the names of one table's triggers have in common. */
    private static String table(String name) {
        return name.substring(name.lastIndexOf('_'));
    }

    /** Triggers share one space of names per database, of 64 characters, of which a table may take all. */
    private static String name(TableName table, String event) {
        UUID digest = UUID.nameUUIDFromBytes(table.name().getBytes(StandardCharsets.UTF_8));
        return "landfall_fence_" + event.toLowerCase(Locale.ROOT) + "_"
                + digest.toString().replace("-", "");
    }

    /** 1836 is what a read-only server says. A message has 128 characters. */
    private static String creation(TableName table, String event) {
        String shown = table.name().replaceAll("['\\\\]", "_");
        return "CREATE OR REPLACE TRIGGER " + Identifiers.mariaDb(table.database()) + "."
                + Identifiers.mariaDb(name(table, event)) + " BEFORE " + event + " ON " + table.quoted()
                + " FOR EACH ROW IF @landfall_returning IS NULL THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1836,"
                + " MESSAGE_TEXT = 'landfall: " + shown + " takes no writes on MariaDB'; END IF";
    }
}
