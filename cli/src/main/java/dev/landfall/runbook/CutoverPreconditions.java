package dev.landfall.runbook;

import static dev.landfall.check.Checks.failed;
import static dev.landfall.check.Checks.passed;
import static dev.landfall.check.Checks.warned;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.SourceSettingChecks;
import dev.landfall.check.TableFenceChecks;
import dev.landfall.check.WayBackChecks;
import dev.landfall.config.MigrationConfig;
import dev.landfall.cutover.CutoverTimes;
import dev.landfall.cutover.SourceSessions;
import dev.landfall.failure.FailureCode;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.OpenConstraints;
import dev.landfall.run.SafeToCutOver;
import dev.landfall.run.SchemaChanges;
import dev.landfall.run.SchemaComparison;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.StatusReport;
import dev.landfall.setting.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the gate of a cutover asks for, asked now: nothing is waited for, validated, verified or changed. What the gate makes up
 * for by itself, such as a verification that is too old, is a warning; what would close it is a failure.
 */
final class CutoverPreconditions {
    /** Data and load have changed since. */
    private static final Duration REHEARSAL_HOLDS = Duration.ofDays(7);

    private final MigrationConfig config;
    private final RunbookOptions options;
    private final MigrationRecord record;
    private final StatusReport status;
    private final Timetable times;
    private final Instant now;

    CutoverPreconditions(
            MigrationConfig config,
            RunbookOptions options,
            MigrationRecord record,
            StatusReport status,
            Timetable times,
            Instant now) {
        this.config = config;
        this.options = options;
        this.record = record;
        this.status = status;
        this.times = times;
        this.now = now;
    }

    List<CheckResult> read(Connection control, Connection source, ServerInfo server) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        results.add(phase());
        results.addAll(SourceSettingChecks.run(server));
        results.add(fence(source, server));
        results.add(sessions(source));
        results.add(schema(source));
        if (record.phase().snapshotDone()) {
            results.add(stream());
            results.add(binlog());
            results.add(constraints(control));
            results.add(targetSchema(control));
            results.add(verification());
            results.add(rejected());
        }
        if (options.oneWay()) {
            results.add(warned(
                    "way-back",
                    "The cutover is to be one-way: nothing that is written on PostgreSQL can come back.",
                    "Make sure that everybody who decides knows; leave out --one-way for a way back.",
                    FailureCode.NO_WAY_BACK));
        } else {
            results.addAll(WayBackChecks.run(
                    source, control, record.plan(), config.source().user(), server.version()));
        }
        results.add(rehearsal());
        times.refused().ifPresent(refused -> results.add(downtime(refused)));
        return results;
    }

    private CheckResult phase() {
        if (!record.phase().snapshotDone()) {
            return failed(
                    "snapshot",
                    "The snapshot is not finished (phase " + record.phase().text() + ").",
                    "Run migrate snapshot: it goes on where it stopped.",
                    FailureCode.WRONG_PHASE);
        }
        if (record.phase().inCutover()) {
            return failed(
                    "snapshot",
                    "A cutover is under way or was cut short (phase "
                            + record.phase().text() + "): the source may refuse writes.",
                    "Run migrate cutover --rehearse: it puts the source back first.",
                    FailureCode.WRONG_PHASE);
        }
        return passed("snapshot", "the snapshot is finished");
    }

    /** Without the privilege the gate is closed: here it is no warning. */
    private CheckResult fence(Connection source, ServerInfo server) throws SQLException {
        CheckResult fence = record.isSplit()
                ? TableFenceChecks.run(
                        source, config.source().database(), config.source().user())
                : SourcePrivilegeChecks.fence(
                        source, config.source().database(), config.source().user(), server.eventScheduler());
        return fence.outcome() == CheckResult.Outcome.PASSED
                ? fence
                : failed(fence.name(), fence.seen(), fence.advice(), fence.code());
    }

    private CheckResult sessions(Connection source) throws SQLException {
        if (record.isSplit()) {
            return passed("sessions", "the triggers of a group's fence hold everybody back");
        }
        SourceSessions now = SourceSessions.read(source);
        if (!now.unknown().isEmpty()) {
            return warned(
                    "sessions",
                    String.join(" ", now.unknown()),
                    "GRANT PROCESS ON *.* and SELECT ON mysql.* TO the user, or find out by hand who has READ ONLY ADMIN or"
                            + " SUPER.",
                    FailureCode.SOURCE_PRIVILEGE);
        }
        return now.bypassing().isEmpty()
                ? passed("sessions", "read_only holds back everybody who is connected")
                : failed(
                        "sessions",
                        now.bypassing().size() + " session(s) are connected that read_only does not hold back.",
                        "Close them before the cutover (migrate cutover --rehearse lists them), or run it with"
                                + " --end-sessions.",
                        FailureCode.CUTOVER_NOT_SAFE);
    }

    private CheckResult schema(Connection source) throws SQLException {
        List<String> changes = SchemaChanges.since(record, source);
        return changes.isEmpty()
                ? passed("source-schema", "the source's schema is the planned one")
                : failed(
                        "source-schema",
                        "The source's schema has changed: " + String.join("; ", changes) + ".",
                        "Let migrate stream follow the change, or migrate that schema first; allow no change until the"
                                + " cutover.",
                        FailureCode.CUTOVER_NOT_SAFE);
    }

    private CheckResult stream() {
        if (status.stream() != null && status.stream().orders().paused()) {
            return failed("stream", "The stream is paused.", "Run migrate ctl resume.", FailureCode.CUTOVER_NOT_SAFE);
        }
        if (!status.streamRunning() && !status.lag().isCaughtUp()) {
            return failed(
                    "stream",
                    "No stream is running, and the target is " + status.lag().transactions()
                            + " transaction(s) behind.",
                    "Run migrate stream, and leave it running until the hand-over.",
                    FailureCode.CUTOVER_NOT_SAFE);
        }
        Duration lag = Duration.ofMillis(status.lag().millis());
        if (lag.compareTo(options.maxLag()) > 0) {
            return failed(
                    "stream",
                    "The stream is " + Durations.text(lag) + " behind; allowed are " + Durations.text(options.maxLag())
                            + ".",
                    "Wait until migrate status shows a small lag.",
                    FailureCode.CUTOVER_NOT_SAFE);
        }
        return passed("stream", status.streamRunning() ? "running, the lag is small" : "not running, caught up");
    }

    private CheckResult binlog() {
        BinlogForecast forecast =
                status.stream() == null ? null : status.stream().binlog();
        if (forecast == null) {
            return passed("binlog-kept", "the source keeps its binary log for ever");
        }
        return forecast.urgency() == BinlogForecast.Urgency.NONE
                ? passed("binlog-kept", "kept until the stream no longer needs it")
                : warned(
                        "binlog-kept",
                        forecast.warning(),
                        "Run that statement on the source, today.",
                        FailureCode.BINLOG_PURGED);
    }

    private CheckResult constraints(Connection control) throws SQLException {
        List<String> open = OpenConstraints.names(control, record.plan());
        return open.isEmpty()
                ? passed("constraints", "every foreign key and check is valid on the target")
                : failed(
                        "constraints",
                        "Not valid when last tried: " + String.join("; ", open) + ".",
                        "Correct the rows on the source, then run migrate cutover --rehearse, which validates them.",
                        FailureCode.CUTOVER_NOT_SAFE);
    }

    private CheckResult targetSchema(Connection control) throws SQLException {
        List<SchemaDifference> differences = new SchemaComparison(control, record.plan()).objects();
        return differences.isEmpty()
                ? passed("target-schema", "the target's schema is the planned one")
                : failed(
                        "target-schema",
                        "The target's schema is not the planned one: " + SchemaDifference.shown(differences) + ".",
                        "Look at migrate schema diff. migrate schema finish makes keys, indexes, constraints and triggers that are"
                                + " missing. Where it was changed on purpose, add --allow-schema-differences to the cutover.",
                        FailureCode.CUTOVER_NOT_SAFE);
    }

    private CheckResult verification() {
        Instant clean = record.cleanVerificationAt();
        if (clean == null) {
            return failed(
                    "verification",
                    "No verification has been clean yet, the last one has found differences, or the schema has changed since.",
                    "Run migrate verify.",
                    FailureCode.CUTOVER_NOT_SAFE);
        }
        return clean.plus(SafeToCutOver.VERIFICATION_HOLDS).isBefore(now)
                ? warned(
                        "verification",
                        "The last clean verification is more than " + SafeToCutOver.VERIFICATION_HOLDS.toMinutes()
                                + " minutes old.",
                        "Run migrate verify right before the cutover; otherwise the cutover runs one itself, in front of"
                                + " its fence.",
                        FailureCode.CUTOVER_NOT_SAFE)
                : passed(
                        "verification",
                        "clean, less than " + SafeToCutOver.VERIFICATION_HOLDS.toMinutes() + " minutes ago");
    }

    private CheckResult rejected() {
        long rejected = status.policies().rejected();
        return rejected == 0
                ? passed("rejected-rows", "no policy has set rows aside")
                : warned(
                        "rejected-rows",
                        rejected + " row(s) are set aside by policies: PostgreSQL does not have them.",
                        "Correct them and run migrate replay, or let the one who decides accept the loss.",
                        FailureCode.ROW_REFUSED);
    }

    private CheckResult rehearsal() {
        Optional<CutoverTimes.Kept> latest = times.latestRehearsal();
        if (latest.isEmpty()) {
            return warned(
                    "rehearsal",
                    "There was no rehearsal: nobody knows how long the steps take.",
                    "Run migrate cutover --rehearse; it refuses no writes.",
                    FailureCode.CUTOVER_NOT_SAFE);
        }
        return latest.get().endedAt().plus(REHEARSAL_HOLDS).isBefore(now)
                ? warned(
                        "rehearsal",
                        "The last rehearsal is more than " + REHEARSAL_HOLDS.toDays() + " days old.",
                        "Run migrate cutover --rehearse again: data and load have changed since.",
                        FailureCode.CUTOVER_NOT_SAFE)
                : passed("rehearsal", "rehearsed, less than " + REHEARSAL_HOLDS.toDays() + " days ago");
    }

    private CheckResult downtime(Duration refused) {
        Duration allowed = options.maxDowntime();
        if (refused.compareTo(allowed) > 0) {
            return failed(
                    "downtime",
                    "By what was timed, writes would be refused for longer than the " + Durations.text(allowed)
                            + " that are allowed.",
                    "Choose a quieter moment or a longer --max-downtime; a cutover that takes longer is undone.",
                    FailureCode.CUTOVER_ABORTED);
        }
        return refused.multipliedBy(2).compareTo(allowed) > 0
                ? warned(
                        "downtime",
                        "By what was timed, writes would be refused for more than half of the "
                                + Durations.text(allowed) + " that are allowed.",
                        "Allow more with --max-downtime: a rehearsal does not time every step.",
                        FailureCode.CUTOVER_ABORTED)
                : passed(
                        "downtime", "by what was timed, less than half of the " + Durations.text(allowed) + " allowed");
    }
}
