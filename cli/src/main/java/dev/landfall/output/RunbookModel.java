package dev.landfall.output;

import com.samskivert.mustache.Mustache;
import dev.landfall.check.CheckResult;
import dev.landfall.config.GroupOption;
import dev.landfall.run.StatusReport;
import dev.landfall.runbook.Runbook;
import dev.landfall.runbook.TimedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both forms of a runbook show, made once. */
final class RunbookModel {
    private final Map<String, Object> values = new HashMap<>();

    /** @param changes the latest first */
    RunbookModel(Runbook runbook, List<RunbookChange> changes, String changesNote) {
        RunbookSteps steps =
                new RunbookSteps(RunbookWords.values(runbook), runbook.options().group());
        values.put("sections", steps.sections());
        values.put("abort", steps.abort());
        values.put("people", steps.people(runbook.people()));
        values.put("name", runbook.status().name());
        values.put("headline", RunbookWords.headline(runbook));
        values.put("tone", RunbookWords.tone(runbook));
        values.put("summary", RunbookWords.summary(runbook));
        values.put("startAt", startAt(runbook, steps));
        values.put("madeAt", runbook.madeAt().toString());
        values.put(
                "madeBy",
                "migrate runbook" + runbook.options().connection()
                        + runbook.options().out());
        values.put("hasChanges", !changes.isEmpty());
        values.put("changesNote", changesNote);
        values.put(
                "changes",
                changes.stream()
                        .map(change -> change(change, runbook.options().group()))
                        .toList());
        values.put("facts", facts(runbook));
        values.put(
                "tables",
                runbook.status().tables().stream().map(RunbookModel::table).toList());
        GroupOption group = runbook.options().group();
        values.put(
                "preconditions",
                runbook.preconditions().stream()
                        .map(check -> precondition(check, group))
                        .toList());
        values.put("timesNote", RunbookWords.timesNote(runbook));
        values.put(
                "times",
                Arrays.stream(TimedStep.values())
                        .map(step -> time(runbook, step))
                        .toList());
    }

    String html() {
        values.put("prose", Prose.HTML.section());
        return HtmlTemplate.fill("runbook", values);
    }

    String markdown() {
        values.put("prose", Prose.MARKDOWN.section());
        return Mustache.compiler()
                .withEscaper(Prose.MARKDOWN::plain)
                .compile(HtmlTemplate.resource("runbook.md.mustache"))
                .execute(values);
    }

    private static String startAt(Runbook runbook, RunbookSteps steps) {
        int number = steps.number(RunbookWords.startAt(runbook));
        return switch (RunbookWords.phase(runbook)) {
            case COPYING, ALIGNING, INDEXING ->
                "The snapshot is not finished: let `migrate snapshot"
                        + runbook.options().connection() + "` end first, then begin with step " + number + ".";
            case STREAMING -> "Begin with step " + number + ".";
            case FENCED, DRAINED, PROVEN ->
                "A cutover is under way or was cut short: MariaDB may refuse writes. If nobody runs one, step " + number
                        + " puts it back first.";
            case HANDED_OVER -> "PostgreSQL owns the data: go on with step " + number + ".";
            case RETURNING, REOPENING -> "Go on with step " + number + ": it finishes what was begun.";
        };
    }

    private static List<Map<String, Object>> facts(Runbook runbook) {
        StatusReport status = runbook.status();
        List<Map<String, Object>> facts = new ArrayList<>();
        fact(
                facts,
                "Source",
                status.source() + ", MariaDB " + runbook.ends().sourceVersion().replaceFirst("-MariaDB.*", ""));
        fact(
                facts,
                "Target",
                status.target() + ", PostgreSQL " + runbook.ends().targetVersion() + ", schema "
                        + runbook.ends().schema());
        fact(facts, "Phase", status.phase());
        fact(
                facts,
                "Size",
                Figures.count(status.tables().size(), "table") + ", "
                        + Figures.count(
                                status.tables().stream()
                                        .mapToLong(StatusReport.TableStatus::rows)
                                        .sum(),
                                "row")
                        + " and "
                        + Figures.bytes(status.tables().stream()
                                .mapToLong(StatusReport.TableStatus::bytes)
                                .sum())
                        + " copied by the snapshot");
        fact(facts, "MariaDB's position", or(status.sourcePosition(), "none"));
        fact(facts, "Applied up to", or(status.appliedPosition(), "nothing yet"));
        fact(facts, "Stream", new StreamSection(status).line(Ink.NONE));
        fact(facts, "Binary log", RunbookWords.binlog(status));
        fact(facts, "Last verification", RunbookWords.verified(status));
        fact(facts, "Last rehearsal", RunbookWords.rehearsed(runbook));
        fact(facts, "Set aside by policies", Figures.count(status.policies().rejected(), "row"));
        fact(
                facts,
                "Limits",
                "writes may be refused for "
                        + RunbookWords.setting(runbook.options().maxDowntime())
                        + ", the stream may be "
                        + RunbookWords.setting(runbook.options().maxLag()) + " behind");
        fact(facts, "Way back", RunbookWords.wayBack(runbook));
        return facts;
    }

    private static void fact(List<Map<String, Object>> facts, String label, String value) {
        facts.add(Map.of("label", label, "value", value));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    private static Map<String, Object> table(StatusReport.TableStatus table) {
        return Map.of(
                "table", table.table(),
                "rows", Figures.count(table.rows()),
                "bytes", Figures.bytes(table.bytes()),
                "phase", table.phase());
    }

    private static Map<String, Object> precondition(CheckResult check, GroupOption group) {
        boolean failed = check.outcome() == CheckResult.Outcome.FAILED;
        String tone = switch (check.outcome()) {
            case PASSED -> "equal";
            case WARNED -> "unsettled";
            case FAILED -> "different";
        };
        return Map.of(
                "tone",
                tone,
                "outcome",
                RunbookWords.outcome(check),
                "name",
                check.name(),
                "seen",
                group.in(check.seen()),
                "advice",
                check.advice().isEmpty() ? List.of() : List.of(group.in(check.advice())),
                "code",
                failed ? List.of(check.code().code()) : List.of());
    }

    private static Map<String, Object> time(Runbook runbook, TimedStep step) {
        return Map.of(
                "step",
                step.text(),
                "does",
                step.does(runbook.split()),
                "writes",
                step.refusing() ? "refused" : "flow",
                "took",
                runbook.times()
                        .took(step)
                        .map(measured -> Figures.duration(measured.took()))
                        .orElse("?"),
                "timed",
                runbook.times()
                        .took(step)
                        .map(measured -> (measured.rehearsal() ? "rehearsal, " : "cutover, ") + measured.at())
                        .orElse("not yet"));
    }

    private static Map<String, Object> change(RunbookChange change, GroupOption group) {
        return Map.of(
                "at",
                change.at(),
                "fact",
                change.fact(),
                "before",
                change.before().isEmpty() ? "(not there)" : group.in(change.before()),
                "now",
                change.now().isEmpty() ? "(gone)" : group.in(change.now()));
    }
}
