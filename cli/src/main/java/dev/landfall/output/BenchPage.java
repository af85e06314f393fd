package dev.landfall.output;

import dev.landfall.bench.BenchReport;
import dev.landfall.bench.Measurement;
import dev.landfall.bench.Part;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

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
        page.line((report.everythingMoved()
                        ? page.ink().good("MEASURED")
                        : page.ink().bad("FAILED")) + ": "
                + Figures.count(report.tables(), "table") + ", " + Figures.count(report.rows(), "row") + ", "
                + Figures.bytes(report.bytes()) + ", "
                + Figures.count(report.options().workers(), "worker") + ", "
                + Figures.count(report.options().repeat(), "round") + ".");
        page.blank();
        print(page, times());
        page.blank();
        print(page, parts());
        page.blank();
        report.measurements().stream()
                .filter(measurement -> !measurement.measured())
                .forEach(measurement -> page.labelled("! ", measurement.candidate() + ": " + measurement.problem()));
        report.facts().forEach(fact -> page.labelled((markdown ? "- " : "") + fact.name() + ": ", fact.value()));
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
                .with(
                        "facts",
                        report.facts().stream()
                                .map(fact -> JsonObject.of("name", fact.name()).with("value", fact.value()))
                                .toList());
    }

    private void print(TextPage page, Grid grid) {
        if (markdown) {
            grid.markdown().forEach(page::line);
        } else {
            page.table(grid.text());
        }
    }

    private Grid times() {
        Grid grid = new Grid(
                "candidate", "seconds", "min - max", "CPU", "rows/s", "MB/s", "time / floor's", "speed / pgloader's");
        for (Measurement measurement : report.measurements()) {
            if (measurement.measured()) {
                grid.row(
                        measurement.candidate(),
                        seconds(measurement.median()),
                        seconds(measurement.min()) + " - " + seconds(measurement.max()),
                        seconds(measurement.processors()),
                        Figures.rate(report.rowsPerSecond(measurement)),
                        Figures.rate(report.bytesPerSecond(measurement) / MEGABYTE),
                        ratio(report.timesTheFloor(measurement)),
                        ratio(report.timesAsFastAsPgloader(measurement)));
            } else {
                grid.row(
                        measurement.candidate(),
                        JsonObject.text(measurement.state()).replace('-', ' '));
            }
        }
        return grid;
    }

    private Grid parts() {
        Grid grid = new Grid("part", "seconds");
        for (Measurement measurement : report.measurements()) {
            for (Part part : measurement.parts()) {
                grid.row(measurement.candidate() + ": " + part.name(), seconds(part.took()));
            }
        }
        return grid;
    }

    private JsonObject json(Measurement measurement) {
        JsonObject json = JsonObject.of("candidate", measurement.candidate())
                .with("state", measurement.state())
                .with("problem", measurement.problem().isEmpty() ? null : measurement.problem())
                .with(
                        "tookMillis",
                        measurement.times().stream().map(Duration::toMillis).toList());
        if (measurement.measured()) {
            json.with("medianMillis", measurement.median().toMillis())
                    .with("processorMillis", measurement.processors().toMillis())
                    .with("rowsPerSecond", Math.round(report.rowsPerSecond(measurement)))
                    .with("bytesPerSecond", Math.round(report.bytesPerSecond(measurement)))
                    .with("timesTheFloor", number(report.timesTheFloor(measurement)))
                    .with("timesAsFastAsPgloader", number(report.timesAsFastAsPgloader(measurement)));
        }
        List<JsonObject> parts = measurement.parts().stream()
                .map(part -> JsonObject.of("part", part.name())
                        .with("medianMillis", part.took().toMillis()))
                .toList();
        return json.with("parts", parts);
    }

    private static @Nullable Double number(OptionalDouble ratio) {
        return ratio.isPresent() ? Math.round(ratio.getAsDouble() * 1000) / 1000.0 : null;
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
