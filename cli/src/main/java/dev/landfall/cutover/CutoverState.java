package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationStore;
import dev.landfall.run.Phase;
import dev.landfall.run.Transition;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a cutover stands. Only the next step exists as a method, and each is kept in the control schema before it returns:
 * {@code Ready -> Fenced -> Drained -> Proven -> handed over}.
 */
sealed interface CutoverState {
    /** Writes flow on the source. */
    record Ready(MigrationStore store) implements CutoverState {
        /** Kept before the first setting of the source is touched. */
        Fenced fencing(Connection control, FenceSettings before) throws SQLException {
            kept(store.fence(control, before.toJson()), Phase.STREAMING);
            return new Fenced(store);
        }
    }

    /** Writes are refused, or are about to be. */
    record Fenced(MigrationStore store) implements CutoverState {
        Drained drained(Connection control, GtidSet last) throws SQLException {
            kept(store.move(control, Transition.DRAINING), Phase.FENCED);
            return new Drained(store, last);
        }
    }

    /** The target has everything up to {@code last}, the source's final position. */
    record Drained(MigrationStore store, GtidSet last) implements CutoverState {
        /** Only a clean verification proves anything. */
        Proven proven(Connection control, VerificationReport.Clean proof, boolean whole) throws SQLException {
            kept(store.move(control, Transition.PROVING), Phase.DRAINED);
            return new Proven(store, last, proof.rows(), whole);
        }
    }

    /** Both sides hold the same rows, and nothing moves. @param whole whether every row was compared in the end */
    record Proven(MigrationStore store, GtidSet last, long rows, boolean whole) implements CutoverState {
        /** The commit point: from here on the target owns the data. */
        void handOver(Connection control) throws SQLException {
            kept(store.handOver(control), Phase.PROVEN);
        }
    }

    private static void kept(boolean kept, Phase expected) {
        if (!kept) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    "The migration is no longer in phase " + expected.text() + ": somebody else has moved it.",
                    "Look at migrate status before running migrate cutover again.");
        }
    }
}
