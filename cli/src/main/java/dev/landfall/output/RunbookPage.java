package dev.landfall.output;

import dev.landfall.check.CheckResult;
import dev.landfall.runbook.Runbook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A runbook that was written. */
public final class RunbookPage implements ResultPage {
    private final Runbook runbook;
    private final String folder;
    private final List<String> files;
    private final List<String> aside;
    private final @Nullable String since;
    private final List<RunbookChange> changes;

    /**
     * @param aside files that were edited by hand, under the names that they have now
     * @param since when the runbook before was made; null for the first
     */
    RunbookPage(
            Runbook runbook,
            String folder,
            List<String> files,
            List<String> aside,
            @Nullable String since,
            List<RunbookChange> changes) {
        this.runbook = runbook;
        this.folder = folder;
        this.files = files;
        this.aside = aside;
        this.since = since;
        this.changes = changes;
    }

    @Override
    public void print(TextPage page) {
        Ink ink = page.ink();
        page.line(ink.good("WRITTEN") + ": " + String.join(", ", files) + " in " + folder);
        String headline = RunbookWords.headline(runbook);
        page.line((RunbookWords.tone(runbook).equals("different") ? ink.bad(headline) : ink.strong(headline)) + ": "
                + RunbookWords.summary(runbook));
        aside.forEach(name -> page.labelled(
                "kept      ", name + " was edited by hand, or could not be read: carry over what you need"));
        for (CheckResult check : runbook.preconditions()) {
            if (check.outcome() != CheckResult.Outcome.PASSED) {
                page.labelled("  - ", RunbookWords.outcome(check) + " " + check.name() + ": " + check.seen());
            }
        }
        if (since != null) {
            page.blank();
            page.line(
                    changes.isEmpty()
                            ? "Nothing has changed since the runbook of " + since + "."
                            : "Changed since the runbook of " + since + ":");
            changes.forEach(change -> page.labelled(
                    "  - ",
                    change.fact() + ": " + (change.before().isEmpty() ? "(not there)" : change.before()) + " -> "
                            + (change.now().isEmpty() ? "(gone)" : change.now())));
        }
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("folder", folder)
                .with("files", files)
                .with("kept", aside)
                .with("phase", runbook.status().phase())
                .with("ready", RunbookWords.ready(runbook))
                .with("madeAt", runbook.madeAt().toString())
                .with("since", since)
                .with("changes", changes.stream().map(RunbookChange::json).toList())
                .with(
                        "preconditions",
                        runbook.preconditions().stream()
                                .map(AssessmentJson::check)
                                .toList());
    }
}
