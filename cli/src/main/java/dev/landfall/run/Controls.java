package dev.landfall.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What {@code migrate ctl} does to one kind of run, through the control schema alone. Stateless; the connection is the caller's. */
interface Controls {
    List<ControlSetting> settings(Connection control) throws SQLException;

    /** Behind "is about ". */
    String about();

    /** @throws dev.landfall.failure.MigrationException when nothing was changed */
    void change(Connection control, MigrationRecord record, ControlChanges changes)
            throws SQLException, InterruptedException;

    ControlReport report(Connection control, MigrationRecord record) throws SQLException;
}
