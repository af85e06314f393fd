package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the triggers by which verifications notice other writers on large tables while these are empty. Once they are filled autovacuum
 * is at work on them, and the first verification would wait a second for each ({@code deadlock_timeout}).
 */
final class EarlyWitness {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** lock_not_available, deadlock_detected, insufficient_privilege. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01", "42501");

    private static final Logger LOG = LoggerFactory.getLogger(EarlyWitness.class);

    private EarlyWitness() {}

    static void place(Servers servers, String migration, MigrationPlan plan) throws SQLException {
        List<TablePlan> large =
                plan.tables().stream().filter(ChunkPlanner::isLarge).toList();
        if (large.isEmpty()) {
            return;
        }
        try (Connection target = servers.target().connect();
                Statement statement = target.createStatement()) {
            statement.execute("SET lock_timeout = " + PATIENCE.toMillis());
            new WriteWitness(migration, large).place(target);
        } catch (SQLException e) {
            if (!IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            // A copy needs none of them. The verification tries again, and says what is in the way.
            LOG.atDebug().setCause(e).log("other writers are not noticed before the first verification");
        }
    }
}
