package dev.landfall.output;

import dev.landfall.bench.Measurement;
import dev.landfall.bench.VerifyBenchReport;
import java.util.List;

/** How long a verification takes by each method, next to the snapshot, and what that holds for. */
public final class VerifyBenchPage implements ResultPage {
    private final VerifyBenchReport report;
    private final boolean markdown;

    /** @param markdown writes tables that can be pasted into a page */
    public VerifyBenchPage(VerifyBenchReport report, boolean markdown) {
        this.report = report;
        this.markdown = markdown;
    }

    @Override
    public void print(TextPage page) {
        page.line(BenchFigures.verdict(page, report.everythingProven()) + ": "
                + Figures.count(report.tables(), "table") + ", " + Figures.count(report.rows(), "row") + ", "
                + Figures.count(report.options().workers(), "worker") + ", "
                + Figures.count(report.options().repeat(), "round") + ".");
        page.blank();
        BenchFigures.print(page, times(), markdown);
        page.blank();
        BenchFigures.printProblems(page, report.measurements());
        BenchFigures.printFacts(page, report.facts(), markdown);
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("rows", report.rows())
                .with("workers", report.options().workers())
                .with("rounds", report.options().repeat())
                .with(
                        "candidates",
                        report.measurements().stream().map(this::json).toList())
                .with("facts", BenchFigures.json(report.facts()));
    }

    private Grid times() {
        return BenchFigures.times(
                report.measurements(),
                List.of("rows/s", "time / snapshot's", "time / clean's"),
                measurement -> List.of(
                        Figures.rate(report.rowsPerSecond(measurement)),
                        BenchFigures.ratio(report.partOfSnapshot(measurement)),
                        BenchFigures.ratio(report.timesClean(measurement))));
    }

    private JsonObject json(Measurement measurement) {
        JsonObject json = BenchFigures.json(measurement);
        if (measurement.measured()) {
            json.with("rowsPerSecond", Math.round(report.rowsPerSecond(measurement)))
                    .with("partOfSnapshot", BenchFigures.number(report.partOfSnapshot(measurement)))
                    .with("timesClean", BenchFigures.number(report.timesClean(measurement)));
        }
        return json;
    }
}
