package dev.landfall.window;

import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Notices on PostgreSQL that somebody other than the stream writes to a migrated table, by a trigger on each: such a table has to be
 * compared as a whole again. The stream's sessions say that they are its own. Stateless; on a connection with autocommit on, so that no more than
 * one table is locked at a time.
 */
public final class WriteWitness {
    private static final String NAME = "landfall_witness";
    /** From this version of PostgreSQL on a trigger can be replaced. */
    private static final int REPLACES = 14;

    private final String migration;
    private final List<TablePlan> plans;

    /** @param plans of the tables to watch, or to watch no more */
    public WriteWitness(String migration, List<TablePlan> plans) {
        this.migration = migration;
        this.plans = List.copyOf(plans);
    }

    /**
     * @param shape what its table is like
     * @param works as opposed to one that somebody has switched off, or whose table was renamed, defined or written anew
     */
    private record Watched(String relation, String sourceTable, String shape, boolean present, boolean works) {
        List<String> creation(String migration, boolean replaces) {
            List<String> statements = new ArrayList<>();
            if (present && !replaces) {
                statements.add(removal());
            }
            statements.add("CREATE " + (present && replaces ? "OR REPLACE " : "") + "TRIGGER " + NAME
                    + " AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON " + relation
                    + " FOR EACH STATEMENT WHEN (current_setting('landfall.replicating', true) IS DISTINCT FROM 'on')"
                    + " EXECUTE FUNCTION landfall.notice_write(" + Identifiers.postgresLiteral(migration) + ", "
                    + Identifiers.postgresLiteral(sourceTable) + ", " + Identifiers.postgresLiteral(shape) + ")");
            statements.add("ALTER TABLE ONLY " + relation + " ENABLE ALWAYS TRIGGER " + NAME);
            return statements;
        }

        /** Conflicts with autovacuum as the trigger does, but with nobody who writes. */
        String quiet() {
            return "LOCK TABLE ONLY " + relation + " IN SHARE UPDATE EXCLUSIVE MODE";
        }

        String removal() {
            return "DROP TRIGGER " + NAME + " ON " + relation;
        }
    }

    /**
     * Where it is not in place yet. Waits for each table's writers, the stream's batch among them; for readers only where PostgreSQL 13 has
     * to put another one in the place of one that is there.
     *
     * @param noted whether what changes is noted already, so that somebody may go by it: a table that was not watched until now, or
     *     not any more, is noted as changed
     * @throws SQLException as PostgreSQL says it, also where a table is locked for longer than the session's {@code lock_timeout}:
     *     those before it have got theirs
     */
    public void place(Connection target, boolean noted) throws SQLException {
        boolean replaces = target.getMetaData().getDatabaseMajorVersion() >= REPLACES;
        try (Statement statement = target.createStatement()) {
            for (Watched table : tables(target)) {
                if (!table.works()) {
                    create(target, statement, table, replaces, noted);
                }
            }
        }
    }

    private void create(Connection target, Statement statement, Watched table, boolean replaces, boolean noted)
            throws SQLException {
        target.setAutoCommit(false);
        try {
            // Autovacuum makes room after a second (deadlock_timeout). Who writes does not stand behind this lock, but
            // would behind the
            // trigger's. Let go in between: both together could deadlock with a transaction that has written and then
            // analyzes.
            statement.execute(table.quiet());
            target.commit();
            for (String sql : table.creation(migration, replaces)) {
                statement.execute(sql);
            }
            if (noted) {
                note(target, table);
            }
            target.commit();
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    private void note(Connection target, Watched table) throws SQLException {
        String sql = "INSERT INTO landfall.changed_row (migration, source_table) VALUES (?, ?)";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, table.sourceTable());
            statement.executeUpdate();
        }
    }

    /**
     * Of which tables nobody knows whether others have changed them since they were watched: rows change by their definition, too.
     *
     * @return names on the source; none for a table that is not there
     */
    public Set<String> unnoticed(Connection target) throws SQLException {
        return tables(target).stream()
                .filter(table -> !table.works())
                .map(Watched::sourceTable)
                .collect(Collectors.toSet());
    }

    /** Waits for everybody who uses a table, readers too; after a hand-over the trigger does nothing in the meantime. */
    public void remove(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (Watched table : tables(target)) {
                if (table.present()) {
                    statement.execute(table.removal());
                }
            }
        }
    }

    private List<Watched> tables(Connection target) throws SQLException {
        List<Watched> tables = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_witnesses.sql"))) {
            statement.setString(1, migration);
            statement.setArray(2, array(target, TablePlan::schema));
            statement.setArray(3, array(target, TablePlan::name));
            statement.setArray(4, array(target, table -> table.source().name().name()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new Watched(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBoolean(5)));
                }
            }
        }
        return tables;
    }

    private Array array(Connection target, Function<TablePlan, String> text) throws SQLException {
        return target.createArrayOf("text", plans.stream().map(text).toArray());
    }
}
