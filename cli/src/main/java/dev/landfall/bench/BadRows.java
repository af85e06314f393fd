package dev.landfall.bench;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Some rows of the migrated database that are not as they should be, far apart from each other. Closing it mends them. */
final class BadRows implements AutoCloseable {
    /** So few that listing them takes no time: what they cost is finding them. */
    static final int COUNT = 10;

    private final TargetDatabase target;
    private final int rows;

    private BadRows(TargetDatabase target, int rows) {
        this.target = target;
        this.rows = rows;
    }

    /** @param rows of the table that sysbench makes, twenty at least */
    static BadRows in(TargetDatabase target, int rows) throws SQLException {
        BadRows bad = new BadRows(target, rows);
        bad.turnAround();
        return bad;
    }

    /** Done twice, everything is as it was before. */
    private void turnAround() throws SQLException {
        try (Connection connection = target.connect();
                PreparedStatement update = connection.prepareStatement(SqlFile.load("bench/bad_rows.sql"))) {
            update.setInt(1, rows / COUNT);
            update.setInt(2, COUNT);
            if (update.executeUpdate() != COUNT) {
                throw new MigrationException(
                        FailureCode.INTERNAL,
                        "The benchmark has not damaged " + COUNT + " rows.",
                        "Please report this.");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        turnAround();
    }
}
