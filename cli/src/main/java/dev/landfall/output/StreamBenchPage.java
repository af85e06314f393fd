package dev.landfall.output;

import dev.landfall.bench.Lag;
import dev.landfall.bench.Measurement;
import dev.landfall.bench.StreamBenchReport;

/** Who caught up how fast, how far behind the stream is while it follows, and what that holds for. */
public final class StreamBenchPage implements ResultPage {
    private final StreamBenchReport report;
    private final boolean markdown;

    /** @param markdown writes tables that can be pasted into a page */
    public StreamBenchPage(StreamBenchReport report, boolean markdown) {
        this.report = report;
        this.markdown = markdown;
    }

    @Override
    public void print(TextPage page) {
        page.line((report.everythingMoved()
                        ? page.ink().good("MEASURED")
                        : page.ink().bad("FAILED")) + ": "
                + Figures.count(report.tables(), "table") + ", "
                + Figures.count(report.options().transactions(), "transaction") + ", "
                + Figures.count(report.changes(), "row change") + ", "
                + Figures.count(report.options().repeat(), "round") + ".");
        page.blank();
        BenchFigures.print(page, times(), markdown);
        page.blank();
        if (report.lag().measured()) {
            BenchFigures.print(page, lag(report.lag()), markdown);
            page.blank();
        }
        BenchFigures.printProblems(page, report.measurements());
        if (!report.lag().measured()) {
            page.labelled("! ", "lag: " + report.lag().problem());
        }
        BenchFigures.printFacts(page, report.facts(), markdown);
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("transactions", report.options().transactions())
                .with("rowChanges", report.changes())
                .with("rounds", report.options().repeat())
                .with(
                        "candidates",
                        report.measurements().stream().map(this::json).toList())
                .with("lag", json(report.lag()))
                .with("facts", BenchFigures.json(report.facts()));
    }

    private Grid times() {
        Grid grid = new Grid("candidate", "seconds", "min - max", "CPU", "row changes/s", "landfall's speed / its");
        for (Measurement measurement : report.measurements()) {
            if (measurement.measured()) {
                grid.row(
                        measurement.candidate(),
                        BenchFigures.seconds(measurement.median()),
                        BenchFigures.seconds(measurement.min()) + " - " + BenchFigures.seconds(measurement.max()),
                        BenchFigures.seconds(measurement.processors()),
                        Figures.rate(report.changesPerSecond(measurement)),
                        BenchFigures.ratio(report.landfallTimesAsFast(measurement)));
            } else {
                grid.row(measurement.candidate(), JsonObject.text(measurement.state()));
            }
        }
        return grid;
    }

    private static Grid lag(Lag lag) {
        return new Grid("lag of landfall", "milliseconds")
                .row("median", Figures.count(lag.p50().toMillis()))
                .row("95th percentile", Figures.count(lag.p95().toMillis()))
                .row("99th percentile", Figures.count(lag.p99().toMillis()))
                .row("longest", Figures.count(lag.max().toMillis()))
                .row("writer's transactions/s", Figures.rate(lag.transactionsPerSecond()));
    }

    private JsonObject json(Measurement measurement) {
        JsonObject json = BenchFigures.json(measurement);
        if (measurement.measured()) {
            json.with("rowChangesPerSecond", Math.round(report.changesPerSecond(measurement)))
                    .with("landfallTimesAsFast", BenchFigures.number(report.landfallTimesAsFast(measurement)));
        }
        return json;
    }

    private static JsonObject json(Lag lag) {
        return JsonObject.of("problem", lag.measured() ? null : lag.problem())
                .with("heartbeats", lag.heartbeats())
                .with("p50Millis", lag.p50().toMillis())
                .with("p95Millis", lag.p95().toMillis())
                .with("p99Millis", lag.p99().toMillis())
                .with("maxMillis", lag.max().toMillis())
                .with("transactionsPerSecond", Math.round(lag.transactionsPerSecond()));
    }
}
