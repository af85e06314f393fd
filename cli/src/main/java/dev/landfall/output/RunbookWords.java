package dev.landfall.output;

import dev.landfall.check.CheckResult;
import dev.landfall.cutover.RollbackTimes;
import dev.landfall.run.KeptVerification;
import dev.landfall.run.Phase;
import dev.landfall.run.StatusReport;
import dev.landfall.runbook.Runbook;
import dev.landfall.runbook.RunbookOptions;
import dev.landfall.runbook.TimedStep;
import dev.landfall.runbook.Timetable;
import dev.landfall.sql.Identifiers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A runbook in sentences; every form of it uses the same. */
final class RunbookWords {
    private static final String NOT_TIMED = "an unknown time (no rehearsal yet)";

    private RunbookWords() {}

    /** Whether the cutover may begin, as far as anybody can tell now. */
    static boolean ready(Runbook runbook) {
        return phase(runbook) == Phase.STREAMING && runbook.count(CheckResult.Outcome.FAILED) == 0;
    }

    static Phase phase(Runbook runbook) {
        return Phase.of(runbook.status().phase());
    }

    static String headline(Runbook runbook) {
        if (phase(runbook).inRollback()) {
            return "A ROLLBACK WAS CUT SHORT";
        }
        if (phase(runbook) == Phase.HANDED_OVER) {
            return "HANDED OVER";
        }
        return ready(runbook) ? "READY" : "NOT READY";
    }

    static String tone(Runbook runbook) {
        if (runbook.count(CheckResult.Outcome.FAILED) > 0) {
            return "different";
        }
        return runbook.count(CheckResult.Outcome.WARNED) > 0 ? "unsettled" : "equal";
    }

    static String summary(Runbook runbook) {
        long failed = runbook.count(CheckResult.Outcome.FAILED);
        long warned = runbook.count(CheckResult.Outcome.WARNED);
        String what = phase(runbook).handedOver() ? "of the way back " : "";
        return Figures.count(runbook.preconditions().size(), "precondition") + " " + what + "looked at: "
                + Figures.count(failed) + " failed, " + Figures.count(warned, "warning") + ".";
    }

    static String outcome(CheckResult check) {
        return switch (check.outcome()) {
            case PASSED -> "ok";
            case WARNED -> "warning";
            case FAILED -> "failed";
        };
    }

    /** The step to go on with, by its id. */
    static String startAt(Runbook runbook) {
        Phase phase = phase(runbook);
        if (phase.inRollback()) {
            return "rollback";
        }
        if (phase == Phase.HANDED_OVER) {
            return runbook.status().wayBack() == null ? "sequences" : "look";
        }
        return runbook.times().latestRehearsal().isEmpty() || phase.inCutover() ? "rehearse" : "regenerate";
    }

    static String verified(StatusReport status) {
        return status.lastCleanVerification() == null
                ? "none was clean yet, or the last one has found differences"
                : "clean, ended at " + status.lastCleanVerification();
    }

    static String rehearsed(Runbook runbook) {
        return runbook.times()
                .latestRehearsal()
                .map(run -> run.endedAt() + ", writes would have been refused for about "
                        + Figures.duration(run.writesRefused()) + ", " + Figures.count(run.rowsVerified(), "row")
                        + " compared")
                .orElse("none yet; step 1 makes one");
    }

    /** What the texts of the steps may name. */
    static Map<String, Object> values(Runbook runbook) {
        RunbookOptions options = runbook.options();
        Timetable times = runbook.times();
        Map<String, Object> values = new HashMap<>();
        values.put("name", runbook.status().name());
        values.put("c", options.connection());
        values.put("out", options.out().strip());
        values.put("source", runbook.status().source());
        values.put("sourceAccount", runbook.ends().sourceAccount());
        values.put("database", runbook.ends().database().replace("'", "''"));
        values.put("schema", runbook.ends().schema());
        values.put("schemaLiteral", "'" + runbook.ends().schema().replace("'", "''") + "'");
        values.put("targetAddress", runbook.ends().targetAddress());
        values.put("targetUser", runbook.ends().targetUser());
        values.put("targetUserQuoted", Identifiers.postgres(runbook.ends().targetUser()));
        values.put("maxDowntime", setting(options.maxDowntime()));
        values.put("maxLag", setting(options.maxLag()));
        Duration window = options.reverseWindow();
        values.put("reverseWindow", window.isZero() || options.oneWay() ? Boolean.FALSE : setting(window));
        values.put("oneWay", options.oneWay());
        values.put("wayBack", !options.oneWay());
        values.put("split", runbook.split());
        values.put("certificate", options.certificate().isEmpty() ? Boolean.FALSE : options.certificate());
        values.put(
                "takesRehearsal",
                times.latestRehearsal()
                        .map(run ->
                                run.steps().stream().map(step -> step.took()).reduce(Duration.ZERO, Duration::plus))
                        .map(took -> "about " + Figures.duration(took))
                        .orElse(NOT_TIMED + ", about that of two verifications"));
        values.put(
                "takesVerify",
                times.took(TimedStep.VERIFY_LIVE)
                        .map(measured -> "at least " + Figures.duration(measured.took())
                                + ", as the last one before a fence; longer when that had a proof to go on from")
                        .orElse(NOT_TIMED));
        values.put("takesCutover", atLeast(times.total()));
        values.put("takesRefused", atLeast(times.refused()));
        values.put("takesBack", takesBack(runbook));
        values.put("backTooLong", backTooLong(runbook));
        return values;
    }

    /** By the last rollback; or else, what is known of what it does. */
    private static String takesBack(Runbook runbook) {
        RollbackTimes.Kept last = runbook.times().rollback();
        if (last != null) {
            return "about " + Figures.duration(last.writesRefused()) + ", for which the last one (" + last.endedAt()
                    + ") refused writes with " + Figures.count(last.rowsVerified(), "row") + " compared";
        }
        return "not measured, because there was no rollback yet: it compares every row, for which the last verification took "
                + verificationTook(runbook).map(Figures::duration).orElse("a time that is not known either")
                + runbook.times()
                        .latestCutover()
                        .map(run -> ", and does what else the last cutover did (" + run.endedAt()
                                + "; it refused writes for " + Figures.duration(run.writesRefused()) + ")")
                        .orElse("");
    }

    private static Optional<Duration> verificationTook(Runbook runbook) {
        return Optional.ofNullable(runbook.status().lastVerification()).map(KeptVerification::took);
    }

    /** A sentence, or false when nothing is known that would undo a rollback for its time. */
    private static Object backTooLong(Runbook runbook) {
        RollbackTimes.Kept last = runbook.times().rollback();
        Duration needed = last == null ? verificationTook(runbook).orElse(Duration.ZERO) : last.writesRefused();
        if (needed.compareTo(runbook.options().maxDowntime()) < 0) {
            return Boolean.FALSE;
        }
        return "With " + setting(runbook.options().maxDowntime()) + " it would be undone: "
                + (last == null ? "the last verification of every row" : "the last rollback") + " took "
                + Figures.duration(needed) + ".";
    }

    private static String atLeast(Optional<Duration> time) {
        return time.map(least -> "about " + Figures.duration(least)).orElse(NOT_TIMED);
    }

    static String timesNote(Runbook runbook) {
        if (runbook.times().runs().isEmpty()) {
            return "Nothing was timed yet: there was no rehearsal. Step 1 makes one, and this table then has its times.";
        }
        return "The latest times of each step. A rehearsal does not time what needs refused writes: count "
                + "some tenths of a second for the fence and each step that has no time, more for a slot that waits for a long"
                + " transaction. Writes refused for " + atLeast(runbook.times().refused()) + ", "
                + setting(runbook.options().maxDowntime()) + " are allowed.";
    }

    /** A duration as options take it: {@code 1500ms}, {@code 60s}, {@code 10m}, {@code 48h}. */
    static String setting(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        if (millis % 3_600_000 == 0 && millis >= 7_200_000) {
            return millis / 3_600_000 + "h";
        }
        return millis % 60_000 == 0 && millis >= 600_000 ? millis / 60_000 + "m" : millis / 1_000 + "s";
    }

    static String binlog(StatusReport status) {
        StatusReport.StreamStatus stream = status.stream();
        if (stream == null) {
            return "not needed now";
        }
        return stream.binlog() == null
                ? "the source keeps it for ever"
                : "kept for at least "
                        + Figures.duration(
                                Objects.requireNonNull(stream.binlog()).left()) + " more";
    }

    /** As the commands have it, or as the cutover has kept it. */
    static String reverseWindow(Runbook runbook) {
        StatusReport.WayBackStatus way = runbook.status().wayBack();
        if (way != null && way.open()) {
            return way.end() == null ? "no end" : "ends at " + way.end().at();
        }
        Duration window = runbook.options().reverseWindow();
        return window.isZero() || runbook.options().oneWay() ? "no end" : setting(window);
    }

    static String wayBack(Runbook runbook) {
        StatusReport.WayBackStatus way = runbook.status().wayBack();
        if (way == null) {
            return phase(runbook).handedOver()
                    ? "none"
                    : runbook.options().oneWay() ? "none: one-way" : "made by the cutover";
        }
        return (way.usable() ? way.running() ? "open, running" : "open, not running" : "broken") + "; MariaDB is "
                + Figures.bytes(way.lagBytes()) + " behind, PostgreSQL keeps " + Figures.bytes(way.keptBytes())
                + " of its log" + (way.end() == null ? "" : "; the window " + WayBackSection.window(way.end()));
    }
}
