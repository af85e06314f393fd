package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Phase;
import java.sql.SQLException;

/** Says why the source could not be opened again after a cutover that was cut short. */
final class StillFenced {
    /** Of a session that was ended, by a shutdown too. */
    private static final String KILLED = "70100";

    private StillFenced() {}

    /**
     * @return {@code CUTOVER-003}, when somebody has to look before it can be opened
     * @throws SQLException when only the connection is lost, which says nothing about the fence: the next run tries again
     */
    static MigrationException explain(String migration, Phase phase, SQLException failure) throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08") || state.equals(KILLED)) {
            throw failure;
        }
        return new MigrationException(
                FailureCode.CUTOVER_UNCLEAR,
                "Migration " + migration + ": an earlier cutover was cut short in phase " + phase.text()
                        + ", and the source could not be opened again: " + failure.getMessage() + ".",
                "MariaDB owns the data and may refuse writes: write nothing to PostgreSQL. Remove the cause (SHOW PROCESSLIST"
                        + " on the source), then run migrate cutover --rehearse: it opens the source first.",
                failure);
    }
}
