package dev.landfall.cutover;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.PositionLedger;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Servers;
import dev.landfall.run.SourceLeftovers;
import dev.landfall.window.WayBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB owns the data: lets it take writes, and removes what the way back needed. Every step can be repeated, and none gives the
 * data away again; whatever fails says whose it is.
 */
final class Homecoming {
    private static final Duration LOCKS = Duration.ofSeconds(30);

    private final Servers servers;
    private final MigrationRecord record;
    private final CutoverSteps steps;

    Homecoming(Servers servers, MigrationRecord record, CutoverSteps steps) {
        this.servers = servers;
        this.record = record;
        this.steps = steps;
    }

    /** Out of phase {@code reopening}. */
    void reopen(Connection control) throws Exception {
        try {
            steps.time("reopen", () -> {
                if (!new MigrationStore(record.name()).phase(control).equals(Optional.of(Phase.REOPENING))) {
                    throw new IllegalStateException("somebody else has moved the migration out of phase reopening");
                }
                try (Connection source = servers.source().connect()) {
                    SourceFence.of(source, record).lower(FenceSettings.of(record));
                }
                return record;
            });
        } catch (SQLException | RuntimeException e) {
            throw owned(
                    "MariaDB owns the data, but could not be opened as it was: it may still refuse writes ("
                            + e.getMessage() + ")",
                    "Do not write to PostgreSQL. Run migrate rollback again when MariaDB answers: it opens MariaDB.",
                    e);
        }
        Failpoint.ROLLBACK_REOPENED.reach();
        try {
            if (!new MigrationStore(record.name()).returned(control)) {
                throw new IllegalStateException("somebody else has moved the migration out of phase reopening");
            }
        } catch (SQLException | RuntimeException e) {
            throw owned(
                    "MariaDB owns the data and takes writes, but PostgreSQL does not know yet that the rollback is done ("
                            + e.getMessage() + ")",
                    "Write to MariaDB only. Run migrate rollback again: it finishes the rollback.",
                    e);
        }
        Failpoint.ROLLBACK_RETURNED.reach();
    }

    /** Each part by itself, so that what fails keeps nothing else. */
    void cleanUp(Connection control) throws Exception {
        List<String> left = new ArrayList<>();
        List<Exception> causes = new ArrayList<>();
        steps.time("clean up", () -> {
            try (Statement statement = control.createStatement()) {
                statement.execute("SET lock_timeout = " + LOCKS.toMillis());
                new WayBack(record.name(), record.plan()).close(control);
            } catch (SQLException | RuntimeException | InterruptedException e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                left.add("on PostgreSQL the replication slot, for which it keeps its log, the publication or checks ("
                        + e.getMessage() + "): migrate rollback removes them");
                causes.add(e);
            }
            SourceLeftovers source = SourceLeftovers.remove(servers, record.name());
            if (!source.failure().isEmpty()) {
                left.add(source.remains() + ": migrate cleanup removes it");
            }
            return record;
        });
        if (!left.isEmpty()) {
            throw owned(
                    "MariaDB owns the data and takes writes. Something of the way back is left: "
                            + String.join("; ", left),
                    "Write to MariaDB only; migrate stream goes on. Remove what is left when the cause is gone.",
                    causes.isEmpty() ? null : causes.get(0));
        }
    }

    /** From which the stream goes on. */
    String position(Connection control) throws SQLException {
        return new PositionLedger(record.name())
                .read(control)
                .map(AppliedPosition::position)
                .map(at -> at.gtids().toString())
                .orElse("");
    }

    private MigrationException owned(String what, String advice, @Nullable Exception cause) {
        return new MigrationException(
                FailureCode.ROLLBACK_UNCLEAR, "Migration " + record.name() + ": " + what + ".", advice, cause);
    }
}
