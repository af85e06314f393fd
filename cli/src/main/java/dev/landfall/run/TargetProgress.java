package dev.landfall.run;

import dev.landfall.apply.PositionLedger;
import dev.landfall.event.GtidSet;
import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.ApplierProgress;
import java.sql.Connection;
import java.sql.SQLException;

/** The applied position from the control schema, whichever process moves it. Thread-safe; the owner closes it. */
public final class TargetProgress implements ApplierProgress, AutoCloseable {
    private final Connection connection;
    private final String migration;
    private final PositionLedger positions;

    public TargetProgress(TargetDatabase target, String migration) {
        this.connection = target.connect();
        this.migration = migration;
        this.positions = new PositionLedger(migration);
    }

    @Override
    public synchronized boolean streaming() throws SQLException {
        return RoleLock.isHeld(connection, migration, Role.STREAM);
    }

    @Override
    public synchronized GtidSet applied() throws SQLException {
        return positions.read(connection).map(at -> at.position().gtids()).orElse(GtidSet.EMPTY);
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
