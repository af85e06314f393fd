package dev.landfall.cutover;

import dev.landfall.check.CheckResult;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.TableFenceChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.ReadOnlySource;
import dev.landfall.run.SchemaChanges;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Everything that must be true before writes are refused on PostgreSQL. Changes neither server's data. */
final class RollbackGate {
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final MigrationConfig config;

    RollbackGate(MigrationConfig config) {
        this.config = config;
    }

    void requireReady(Connection source, MigrationRecord record, FenceSettings before) throws SQLException {
        ReadOnlySource.require(source, record);
        CheckResult fence = record.isSplit()
                ? TableFenceChecks.run(
                        source, config.source().database(), config.source().user())
                : SourcePrivilegeChecks.fence(
                        source, config.source().database(), config.source().user(), before.eventScheduler());
        if (fence.outcome() != CheckResult.Outcome.PASSED) {
            throw new MigrationException(FailureCode.SOURCE_PRIVILEGE, fence.seen(), fence.advice());
        }
        List<String> changes = SchemaChanges.since(record, source);
        if (!changes.isEmpty()) {
            throw closed("MariaDB's schema has changed: " + String.join("; ", changes), "Undo that change on MariaDB.");
        }
    }

    /** Waits until MariaDB has everything that PostgreSQL had committed a moment ago. */
    void requireSmallLag(Connection control, ReverseDrain drain) throws SQLException, InterruptedException {
        long mark = new WindowLedger(config.name()).mark(control);
        if (!drain.await(mark, CATCH_UP)) {
            throw closed(
                    "MariaDB did not catch up within " + CATCH_UP.toSeconds() + " s",
                    "Let migrate reverse run until migrate status shows a small lag.");
        }
    }

    private static MigrationException closed(String reason, String advice) {
        return new MigrationException(
                FailureCode.ROLLBACK_NOT_SAFE,
                "The rollback was not begun: " + reason + ". Writes were never refused.",
                advice);
    }
}
