package dev.landfall.output;

import dev.landfall.run.CleanupReport;

/** What was removed, or would be. */
public final class CleanupPage implements ResultPage {
    private final CleanupReport report;

    public CleanupPage(CleanupReport report) {
        this.report = report;
    }

    @Override
    public void print(TextPage page) {
        if (report.removed().isEmpty()) {
            page.line(page.ink().good("CLEAN") + ": there is nothing to remove.");
            return;
        }
        page.line(
                report.done()
                        ? page.ink().good("REMOVED") + ":"
                        : page.ink().doubtful("NOTHING REMOVED YET") + "; would be removed:");
        report.removed().forEach(thing -> page.line("  " + thing));
        if (!report.remains().isEmpty()) {
            page.line(page.ink().doubtful("NOT REMOVED") + ":");
            report.remains().forEach(thing -> page.line("  " + thing));
        }
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("done", report.done())
                .with("removed", report.removed())
                .with("remains", report.remains());
    }
}
