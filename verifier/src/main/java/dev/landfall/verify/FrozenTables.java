package dev.landfall.verify;

import dev.landfall.catalog.TableDefinitions;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which tables are no longer those that the views were frozen of. To be asked behind the reading: a table that is the same then was
 * the same all the time. Confined to its sessions' thread.
 */
final class FrozenTables {
    private final Frames frames;
    private final TableDefinitions definitions;

    /** @param definitions of the source's tables before frames were frozen */
    FrozenTables(Frames frames, TableDefinitions definitions) {
        this.frames = frames;
        this.definitions = definitions;
    }

    /** On which side, of both the source; empty also where no view is frozen. Nothing is locked on the target afterwards. */
    Optional<Side> redefined(TableCheck table) {
        if (!frames.frozen()) {
            return Optional.empty();
        }
        return redefinedOnSource(table.plan())
                ? Optional.of(Side.SOURCE)
                : Optional.of(Side.TARGET).filter(side -> redefinedOnTarget(table.plan()));
    }

    /** The same behind a reading that failed. @param failure gets what fails beside it */
    Optional<Side> redefined(TableCheck table, MigrationException failure) {
        try {
            return redefined(table);
        } catch (MigrationException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private boolean redefinedOnSource(TablePlan table) {
        return !frames.sessions()
                .source()
                .with(connection -> definitions.same(connection, table.source().storedIn()));
    }

    /** The view itself shows how the table was defined. PostgreSQL hears of what others have changed by locking what is not locked yet. */
    private boolean redefinedOnTarget(TablePlan table) {
        String sql = Side.TARGET
                .template("redefined")
                .fill(Map.of(
                        "schema", Identifiers.postgresLiteral(table.schema()),
                        "name", Identifiers.postgresLiteral(table.name())));
        Session target = frames.sessions().target();
        Fence.unlock(target);
        boolean redefined = target.query(sql, row -> {
            row.next();
            return row.getBoolean(1);
        });
        Fence.unlock(target);
        return redefined;
    }
}
