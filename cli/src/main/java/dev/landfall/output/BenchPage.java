package dev.landfall.output;

import dev.landfall.bench.BenchReport;
import dev.landfall.bench.Measurement;
import dev.landfall.bench.Part;
import java.util.List;

/** Who took how long, what the time went to, and what that holds for. */
public final class BenchPage implements ResultPage {
    private static final double MEGABYTE = 1e6;

    private final BenchReport report;
    private final boolean markdown;

    /** @param markdown writes tables that can be pasted into a page */
    public BenchPage(BenchReport report, boolean markdown) {
        this.report = report;
        this.markdown = markdown;
    }

    @Override
    public void print(TextPage page) {
        page.line(BenchFigures.verdict(page, report.everythingMoved()) + ": "
                + Figures.count(report.tables(), "table") + ", " + Figures.count(report.rows(), "row") + ", "
                + Figures.bytes(report.bytes()) + ", "
                + Figures.count(report.options().workers(), "worker") + ", "
                + Figures.count(report.options().repeat(), "round") + ".");
        page.blank();
        BenchFigures.print(page, times(), markdown);
        page.blank();
        BenchFigures.print(page, parts(), markdown);
        page.blank();
        BenchFigures.printProblems(page, report.measurements());
        BenchFigures.printFacts(page, report.facts(), markdown);
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("rows", report.rows())
                .with("bytes", report.bytes())
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
                List.of("rows/s", "MB/s", "time / floor's", "speed / pgloader's"),
                measurement -> List.of(
                        Figures.rate(report.rowsPerSecond(measurement)),
                        Figures.rate(report.bytesPerSecond(measurement) / MEGABYTE),
                        BenchFigures.ratio(report.timesTheFloor(measurement)),
                        BenchFigures.ratio(report.timesAsFastAsPgloader(measurement))));
    }

    private Grid parts() {
        Grid grid = new Grid("part", "seconds");
        for (Measurement measurement : report.measurements()) {
            for (Part part : measurement.parts()) {
                grid.row(measurement.candidate() + ": " + part.name(), BenchFigures.seconds(part.took()));
            }
        }
        return grid;
    }

    private JsonObject json(Measurement measurement) {
        JsonObject json = BenchFigures.json(measurement);
        if (measurement.measured()) {
            json.with("rowsPerSecond", Math.round(report.rowsPerSecond(measurement)))
                    .with("bytesPerSecond", Math.round(report.bytesPerSecond(measurement)))
                    .with("timesTheFloor", BenchFigures.number(report.timesTheFloor(measurement)))
                    .with("timesAsFastAsPgloader", BenchFigures.number(report.timesAsFastAsPgloader(measurement)));
        }
        List<JsonObject> parts = measurement.parts().stream()
                .map(part -> JsonObject.of("part", part.name())
                        .with("medianMillis", part.took().toMillis()))
                .toList();
        return json.with("parts", parts);
    }
}
