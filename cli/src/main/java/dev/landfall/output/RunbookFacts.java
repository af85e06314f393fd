package dev.landfall.output;

import dev.landfall.check.CheckResult;
import dev.landfall.run.StatusReport;
import dev.landfall.runbook.Runbook;
import dev.landfall.runbook.TimedStep;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two runbooks of one migration are compared by. Positions and lags are not among the facts: they never are as they were, and
 * would hide what matters.
 */
final class RunbookFacts {
    private RunbookFacts() {}

    /** By name, in order. */
    static Map<String, String> of(Runbook runbook) {
        StatusReport status = runbook.status();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("source", status.source());
        facts.put("source version", runbook.ends().sourceVersion());
        facts.put("target", status.target());
        facts.put("target version", runbook.ends().targetVersion());
        facts.put("schema", runbook.ends().schema());
        facts.put("phase", status.phase());
        facts.put("stream", status.streamRunning() ? "running" : "not running");
        facts.put("options of the commands", runbook.options().connection().strip());
        facts.put("longest downtime", Figures.duration(runbook.options().maxDowntime()));
        facts.put("largest lag", Figures.duration(runbook.options().maxLag()));
        facts.put("way back", runbook.options().oneWay() ? "none: one-way" : "wanted");
        facts.put("reverse window", RunbookWords.reverseWindow(runbook));
        facts.put("last clean verification", Objects.requireNonNullElse(status.lastCleanVerification(), "none"));
        facts.put("rows set aside", Figures.count(status.policies().rejected()));
        times(runbook, facts);
        status.tables()
                .forEach(table -> facts.put(
                        "table " + table.table(), Figures.count(table.rows(), "row") + " copied, " + table.phase()));
        runbook.preconditions()
                .forEach(precondition -> facts.merge(
                        "precondition " + precondition.name(),
                        outcome(precondition),
                        (first, next) -> first + "; " + next));
        runbook.people().forEach((role, who) -> facts.put("role " + role, who));
        return facts;
    }

    private static void times(Runbook runbook, Map<String, String> facts) {
        facts.put(
                "last rehearsal",
                runbook.times()
                        .latestRehearsal()
                        .map(run -> run.endedAt().toString())
                        .orElse("none"));
        for (TimedStep step : TimedStep.values()) {
            runbook.times()
                    .took(step)
                    .ifPresent(measured -> facts.put("step " + step.text(), Figures.duration(measured.took())));
        }
    }

    private static String outcome(CheckResult precondition) {
        return precondition.outcome() == CheckResult.Outcome.PASSED
                ? "ok"
                : RunbookWords.outcome(precondition) + ": " + precondition.seen();
    }

    /** @param at when the difference was seen, ISO-8601 */
    static List<RunbookChange> changes(String at, Map<String, String> before, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(new TreeSet<>(before.keySet()));
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .map(name -> new RunbookChange(at, name, before.getOrDefault(name, ""), now.getOrDefault(name, "")))
                .toList();
    }
}
