package dev.landfall.run;

import dev.landfall.apply.PositionLedger;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.ApplierHold;
import dev.landfall.verify.ApplierProgress;
import dev.landfall.verify.NotFencedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The applied position from the control schema, whichever process moves it. Thread-safe; the owner closes it. */
public final class TargetProgress implements ApplierProgress, AutoCloseable {
    private final TargetDatabase target;
    private final Connection connection;
    private final String migration;
    private final PositionLedger positions;

    public TargetProgress(TargetDatabase target, String migration) {
        this.target = target;
        this.connection = target.connectForLong();
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

    /** Takes a server that says nothing for so long for lost, from here on. */
    public synchronized void limitSilence(Duration longest) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, Math.min(longest.toMillis(), Integer.MAX_VALUE)));
    }

    @Override
    public ApplierHold hold() throws SQLException, InterruptedException, NotFencedException {
        if (streaming()) {
            try {
                return StreamHold.begin(target, migration);
            } catch (NotFencedException e) {
                if (streaming()) {
                    throw e;
                }
                // It was ending: now it stands still for good.
            }
        }
        return StoppedStream.begin(target, migration);
    }

    /** See {@link ApplierHold#lockedBy}. */
    static GtidSet lockedBy(Connection target, String migration) throws SQLException {
        try (Statement first = target.createStatement();
                PreparedStatement statement = target.prepareStatement(SqlFile.load("target/lock_position.sql"))) {
            first.execute(SqlFile.load("target/lock_rejected_rows.sql"));
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                requireStreaming(migration, Phase.of(row.getString("phase")));
                return GtidSet.parse(row.getString("gtids"));
            }
        }
    }

    /** Before the hand-over the source owns the data, and nothing else may change it on the target. */
    static void requireStreaming(String migration, Phase phase) {
        if (phase != Phase.STREAMING) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + migration + " is in phase " + phase.text()
                            + ": rows of the target are repaired only before a cutover, while the source owns the data.",
                    "Nothing was changed. After the hand-over correct the rows by hand, as the application would.");
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
