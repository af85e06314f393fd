package dev.landfall.window;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds writes back on PostgreSQL by a trigger on every migrated table. Making it waits for every transaction that has written to
 * one of them: once that is committed, none can follow, whatever its role may do. Works in the caller's transaction.
 */
public final class TargetGuard {
    private static final String NAME = "landfall_guard";

    private final MigrationPlan plan;

    public TargetGuard(MigrationPlan plan) {
        this.plan = plan;
    }

    /** Waits for writers, as long as the patience lasts. Writers that come now wait for the caller's commit. */
    public void raise(Connection target, Patience patience) throws SQLException {
        List<Relation> relations = List.of();
        List<Relation> found = relations(target);
        try (Statement statement = target.createStatement()) {
            // A partition may come while the locks are waited for; behind them none can.
            while (!relations.containsAll(found)) {
                relations = found;
                patience.renew();
                lock(statement, relations);
                found = relations(target);
            }
            for (Relation relation : relations) {
                if (!relation.hasGuard()) {
                    statement.execute("CREATE TRIGGER " + NAME + " BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "
                            + relation.name() + " FOR EACH STATEMENT EXECUTE FUNCTION landfall.refuse_writes()");
                }
                statement.execute("ALTER TABLE ONLY " + relation.name() + " ENABLE ALWAYS TRIGGER " + NAME);
            }
        }
    }

    /** Writes pass again. The trigger stays, because its removal would wait for readers as well. */
    public void lower(Connection target) throws SQLException {
        List<Relation> guarded =
                relations(target).stream().filter(Relation::hasGuard).toList();
        if (guarded.isEmpty()) {
            return;
        }
        try (Statement statement = target.createStatement()) {
            lock(statement, guarded);
            for (Relation relation : guarded) {
                statement.execute("ALTER TABLE ONLY " + relation.name() + " DISABLE TRIGGER " + NAME);
            }
        }
    }

    /** All in one statement, so that {@code statement_timeout} bounds the whole wait: nothing behind it waits any more. */
    private static void lock(Statement statement, List<Relation> relations) throws SQLException {
        statement.execute("LOCK TABLE " + relations.stream().map(Relation::name).collect(Collectors.joining(", "))
                + " IN SHARE ROW EXCLUSIVE MODE");
    }

    /** Nothing of it is left. */
    public void remove(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (Relation relation : relations(target)) {
                if (relation.hasGuard()) {
                    statement.execute("DROP TRIGGER " + NAME + " ON " + relation.name());
                }
            }
        }
    }

    /** In one order for all who lock them. */
    private List<Relation> relations(Connection target) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            relations.addAll(Relation.of(target, table));
        }
        return relations;
    }
}
