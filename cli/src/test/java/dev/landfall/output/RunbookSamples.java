package dev.landfall.output;

import dev.landfall.check.CheckResult;
import dev.landfall.config.GroupOption;
import dev.landfall.cutover.CutoverReceipt.Step;
import dev.landfall.cutover.CutoverTimes.Kept;
import dev.landfall.cutover.RollbackTimes;
import dev.landfall.failure.FailureCode;
import dev.landfall.run.StatusReport;
import dev.landfall.runbook.Runbook;
import dev.landfall.runbook.RunbookOptions;
import dev.landfall.runbook.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runbooks as {@code RunbookReader} gives them. */
final class RunbookSamples {
    static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant SECOND = Instant.parse("2026-01-03T03:04:05Z");

    private RunbookSamples() {}

    /** Before the first rehearsal, and before anybody is named. */
    static Runbook first() {
        return of(FIRST, Samples.status(false, "streaming"), List.of(failed(), passed()), List.of(), Map.of());
    }

    /** After a rehearsal and a verification. */
    static Runbook rehearsed() {
        return of(
                SECOND,
                Samples.status(true, "streaming"),
                List.of(passed()),
                List.of(new Kept(
                        false,
                        SECOND,
                        Duration.ofMillis(2_345),
                        1_204_551,
                        List.of(
                                new Step("check", Duration.ofMillis(20)),
                                new Step("verify live", Duration.ofSeconds(9)),
                                new Step("drain", Duration.ofMillis(345)),
                                new Step("verify", Duration.ofSeconds(2))))),
                Map.of("lead", "Ada <Example> | +44 20 7946 0000"));
    }

    static Runbook handedOver() {
        return of(SECOND, Samples.wayBack(), List.of(passed()), List.of(), Map.of());
    }

    /** There and back again. */
    static Runbook rolledBack() {
        Runbook made = rehearsed();
        return new Runbook(
                SECOND,
                made.options(),
                made.ends(),
                made.split(),
                made.status(),
                made.preconditions(),
                new Timetable(made.times().runs(), new RollbackTimes.Kept(FIRST, Duration.ofSeconds(75), 1_204_551)),
                made.people());
    }

    static Runbook in(String phase) {
        return of(FIRST, Samples.status(false, phase), List.of(failed()), List.of(), Map.of());
    }

    static Runbook oneWay() {
        Runbook first = first();
        return new Runbook(
                FIRST,
                new RunbookOptions(
                        " -c landfall.yaml",
                        GroupOption.NONE,
                        " --one-way",
                        true,
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(5),
                        Duration.ofHours(48),
                        ""),
                first.ends(),
                false,
                first.status(),
                first.preconditions(),
                first.times(),
                Map.of());
    }

    static Runbook ofGroup() {
        Runbook first = first();
        return new Runbook(
                FIRST,
                new RunbookOptions(
                        " -c landfall.yaml --group sales",
                        new GroupOption("sales"),
                        "",
                        false,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        ""),
                first.ends(),
                true,
                first.status(),
                List.of(new CheckResult(
                        "verification",
                        CheckResult.Outcome.FAILED,
                        "No verification has been clean yet.",
                        "Run migrate verify.",
                        FailureCode.CUTOVER_NOT_SAFE)),
                first.times(),
                Map.of());
    }

    private static Runbook of(
            Instant at, StatusReport status, List<CheckResult> checks, List<Kept> runs, Map<String, String> people) {
        return new Runbook(
                at,
                new RunbookOptions(
                        " -c landfall.yaml --name 'big shop'",
                        GroupOption.NONE,
                        " --out books",
                        false,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofHours(48),
                        "books/parity"),
                new Runbook.Ends("11.4.5-MariaDB", "landfall@%", "shop", "18.1", "land\"fall", "pg1:5432/shop", "shop"),
                false,
                status,
                checks,
                new Timetable(runs, null),
                people);
    }

    private static CheckResult failed() {
        return new CheckResult(
                "privilege-fence",
                CheckResult.Outcome.FAILED,
                "The user lacks SUPER on *.*; it <needs> it | now.",
                "GRANT SUPER ON *.* TO the user.",
                FailureCode.SOURCE_PRIVILEGE);
    }

    private static CheckResult passed() {
        return new CheckResult("stream", CheckResult.Outcome.PASSED, "running", "", FailureCode.INTERNAL);
    }
}
