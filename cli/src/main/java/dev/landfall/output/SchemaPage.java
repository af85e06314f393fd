package dev.landfall.output;

import dev.landfall.run.SchemaReport;

/** What {@code schema apply} or {@code schema finish} did. */
public final class SchemaPage implements ResultPage {
    private final SchemaReport report;

    public SchemaPage(SchemaReport report) {
        this.report = report;
    }

    @Override
    public void print(TextPage page) {
        report.executed().forEach(statement -> page.line(statement.endsWith(";") ? statement : statement + ";"));
        if (!report.executed().isEmpty()) {
            page.blank();
        }
        page.line(
                page.ink().good("Done") + ": " + Figures.count(report.executed().size(), "statement") + " executed, "
                        + Figures.count(report.alreadyThere()) + " found done.");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("executed", report.executed()).with("alreadyThere", report.alreadyThere());
    }
}
