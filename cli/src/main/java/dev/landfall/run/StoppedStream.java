package dev.landfall.run;

import dev.landfall.apply.PositionLedger;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.ApplierHold;
import dev.landfall.verify.NotFencedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * No stream runs, and none begins meanwhile: one that tries is told of a session named {@code landfall verify}. One thread.
 */
final class StoppedStream implements ApplierHold {
    private final String migration;
    private final RoleLock role;
    private final Connection control;

    private StoppedStream(String migration, RoleLock role, Connection control) {
        this.migration = migration;
        this.role = role;
        this.control = control;
    }

    static StoppedStream begin(TargetDatabase target, String migration) throws SQLException, NotFencedException {
        RoleLock role;
        try {
            role = RoleLock.acquire(target.named("landfall verify " + migration), migration, Role.STREAM);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.ALREADY_RUNNING) {
                throw new NotFencedException("no stream ran, and one began just now, or is kept from beginning: "
                        + withoutFullStop(String.valueOf(e.getMessage())));
            }
            throw e;
        }
        try {
            return new StoppedStream(migration, role, target.connectForLong());
        } catch (RuntimeException e) {
            role.close();
            throw e;
        }
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Override
    public void moveTo(GtidSet position, Duration patience) throws SQLException, NotFencedException {
        Optional<GtidSet> applied = shownBy(control);
        if (!applied.equals(Optional.of(position))) {
            throw new NotFencedException("no stream is running, and the target is not at " + position + " but at "
                    + applied.map(GtidSet::toString).orElse("no position"));
        }
    }

    @Override
    public Optional<GtidSet> shownBy(Connection target) throws SQLException {
        return new PositionLedger(migration)
                .read(target)
                .map(at -> at.position().gtids());
    }

    @Override
    public GtidSet lockedBy(Connection target) throws SQLException {
        return TargetProgress.lockedBy(target, migration);
    }

    @Override
    public void close() throws SQLException {
        try {
            role.close();
        } finally {
            control.close();
        }
    }
}
