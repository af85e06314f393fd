package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the triggers by which verifications notice other writers on large tables while these are empty. Once they are filled autovacuum
 * is at work on them, and the first verification would wait a second for each ({@code deadlock_timeout}).
 */
final class EarlyWitness {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Classes of SQLSTATE: the connection is lost, the server is shut down. */
    private static final List<String> NO_SERVER = List.of("08", "57P");

    private static final Logger LOG = LoggerFactory.getLogger(EarlyWitness.class);

    private EarlyWitness() {}

    static void place(Servers servers, String migration, MigrationPlan plan) throws SQLException {
        List<TablePlan> large =
                plan.tables().stream().filter(ChunkPlanner::isLarge).toList();
        if (large.isEmpty()) {
            return;
        }
        try (Connection target = servers.target().connectForLong();
                Statement statement = target.createStatement()) {
            statement.execute("SET lock_timeout = " + PATIENCE.toMillis());
            for (TablePlan table : large) {
                place(target, migration, table);
            }
        }
    }

    private static void place(Connection target, String migration, TablePlan table) throws SQLException {
        try {
            new WriteWitness(migration, List.of(table)).place(target, false);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (NO_SERVER.stream().anyMatch(state::startsWith)) {
                throw e;
            }
            // A copy needs none of them. The verification tries again, and says what is in the way.
            LOG.atDebug().setCause(e).log("other writers of {} are not noticed before a verification", table.display());
        }
    }
}
