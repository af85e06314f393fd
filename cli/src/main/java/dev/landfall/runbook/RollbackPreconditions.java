package dev.landfall.runbook;

import static dev.landfall.check.Checks.failed;
import static dev.landfall.check.Checks.passed;
import static dev.landfall.check.Checks.warned;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.ReadOnlySource;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.StatusReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** After a hand-over: whether there is a way back now. Asks, and changes nothing. */
final class RollbackPreconditions {
    private final MigrationRecord record;
    private final StatusReport status;

    RollbackPreconditions(MigrationRecord record, StatusReport status) {
        this.record = record;
        this.status = status;
    }

    List<CheckResult> read(Connection source, ServerInfo server) throws SQLException {
        return record.phase().inRollback()
                ? List.of(phase())
                : List.of(phase(), record.isSplit() ? guarded(source) : readOnly(server), schema(source), wayBack());
    }

    private CheckResult phase() {
        return record.phase().inRollback()
                ? failed(
                        "phase",
                        "A rollback is under way or was cut short (phase "
                                + record.phase().text() + "): both sides may refuse writes.",
                        "Run migrate rollback: it finishes it.",
                        FailureCode.WRONG_PHASE)
                : passed("phase", "PostgreSQL owns the data");
    }

    private CheckResult guarded(Connection source) throws SQLException {
        try {
            ReadOnlySource.require(source, record);
            return passed("source-read-only", "MariaDB refuses writes to these tables");
        } catch (MigrationException e) {
            return failed("source-read-only", String.valueOf(e.getMessage()), e.advice(), e.code());
        }
    }

    private static CheckResult readOnly(ServerInfo server) {
        return server.readOnly()
                ? passed("source-read-only", "MariaDB refuses the writes of others")
                : failed(
                        "source-read-only",
                        "MariaDB has read_only = OFF although PostgreSQL owns the data: others may have written to it.",
                        "SET GLOBAL read_only = ON, and read_only in its configuration file for its next start; then migrate"
                                + " verify shows what was written.",
                        FailureCode.REVERSE_OPEN_SOURCE);
    }

    private CheckResult schema(Connection source) throws SQLException {
        List<String> changes = SchemaChanges.since(record, source);
        return changes.isEmpty()
                ? passed("source-schema", "MariaDB's schema is as it was")
                : failed(
                        "source-schema",
                        "MariaDB's schema has changed: " + String.join("; ", changes) + ".",
                        "Undo that change on MariaDB.",
                        FailureCode.ROLLBACK_NOT_SAFE);
    }

    private CheckResult wayBack() {
        StatusReport.WayBackStatus way = status.wayBack();
        if (way == null) {
            return warned(
                    "way-back",
                    "There is no way back: the cutover was one-way, or it was made final.",
                    "PostgreSQL owns the data for good; nothing is to be done.",
                    FailureCode.NO_WAY_BACK);
        }
        if (!way.usable()) {
            return failed(
                    "way-back",
                    "The way back is broken: the slot " + way.slot() + " is gone, or log that it needs.",
                    "Decide without it, then run migrate cutover --final.",
                    FailureCode.NO_WAY_BACK);
        }
        return way.running()
                ? passed("way-back", "open, migrate reverse is running")
                : warned(
                        "way-back",
                        "The way back is open, but migrate reverse does not run: PostgreSQL keeps its log meanwhile.",
                        "Run migrate reverse, and leave it running.",
                        FailureCode.NO_WAY_BACK);
    }
}
