package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.retention.SourceLog;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.ReadOnlySource;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.Servers;
import dev.landfall.run.SourceHead;
import dev.landfall.verify.Strength;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * That both sides hold the same rows at one position of MariaDB, at which it stood still throughout. What is written there
 * afterwards is behind the position: a stream that goes on from it brings it over.
 */
record StandingProof(SourcePosition position, VerificationReport.Clean report) {
    /** @throws MigrationException {@code ROLLBACK-002} when rows differ, or MariaDB moves */
    static StandingProof take(
            Servers servers, MigrationConfig config, Connection source, MigrationRecord record, Deadline deadline)
            throws Exception {
        ReadOnlySource.require(source, record);
        SourcePosition position = SourceLog.read(source).position();
        // Behind the position as well: a stream would go on behind a change of the schema that it has not seen.
        requireSameSchema(source, record);
        VerificationReport report = new FinalVerification(servers, config).run(record, deadline);
        if (!(report instanceof VerificationReport.Clean clean)) {
            throw notClean(report);
        }
        GtidSet now = SourceHead.position(source);
        boolean still = clean.strength() == Strength.STATIC && now.equals(position.gtids());
        // Other tables move the position on; these are fenced on both sides.
        if (!still && !record.isSplit()) {
            throw moved(position.gtids(), now);
        }
        ReadOnlySource.require(source, record);
        return new StandingProof(position, clean);
    }

    private static void requireSameSchema(Connection source, MigrationRecord record) throws SQLException {
        List<String> changes = SchemaChanges.since(record, source);
        if (!changes.isEmpty()) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_ABORTED,
                    "MariaDB's schema has changed: " + String.join("; ", changes) + ".",
                    "Undo that change on MariaDB, then run migrate rollback again.");
        }
    }

    private static MigrationException notClean(VerificationReport report) {
        return new MigrationException(
                FailureCode.ROLLBACK_ABORTED,
                "The last verification is not clean: " + report.found() + ".",
                report.differing() == 0
                        ? "Run migrate verify: it says why. Then run migrate rollback again."
                        : "Run migrate verify to see them; PostgreSQL's are the ones that count. Correct MariaDB's before"
                                + " running migrate rollback again.");
    }

    private static MigrationException moved(GtidSet from, GtidSet to) {
        return new MigrationException(
                FailureCode.ROLLBACK_ABORTED,
                "MariaDB did not stand still while both sides were compared: it was at position " + from + " and is at "
                        + to
                        + ". A user with READ ONLY ADMIN or SUPER writes to it, or it replicates from another server.",
                "Stop that writer (SHOW PROCESSLIST, SHOW ALL SLAVES STATUS on MariaDB), run migrate verify, then migrate"
                        + " rollback again.");
    }
}
