package dev.landfall.output;

import dev.landfall.bench.Lag;
import dev.landfall.bench.Measurement;
import dev.landfall.bench.StreamBenchReport;
import java.time.Duration;
import java.util.List;

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
        page.line(BenchFigures.verdict(page, report.everythingMoved()) + ": "
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
        return BenchFigures.times(
                report.measurements(),
                List.of("row changes/s", "landfall's speed / its"),
                measurement -> List.of(
                        Figures.rate(report.changesPerSecond(measurement)),
                        BenchFigures.ratio(report.landfallTimesAsFast(measurement))));
    }

    private static Grid lag(Lag lag) {
        Lag.Spread sent = lag.sinceSent();
        Lag.Spread answered = lag.sinceAnswered();
        String rate = Figures.rate(lag.transactionsPerSecond());
        return new Grid("lag at " + rate + " transactions/s", "ms since sent", "ms since answered")
                .row("median", millis(sent.p50()), millis(answered.p50()))
                .row("95th percentile", millis(sent.p95()), millis(answered.p95()))
                .row("99th percentile", millis(sent.p99()), millis(answered.p99()))
                .row("longest", millis(sent.max()), millis(answered.max()));
    }

    private static String millis(Duration duration) {
        return Figures.count(duration.toMillis());
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
        Lag.Spread sent = lag.sinceSent();
        return JsonObject.of("problem", lag.measured() ? null : lag.problem())
                .with("heartbeats", lag.heartbeats())
                .with("p50Millis", sent.p50().toMillis())
                .with("p95Millis", sent.p95().toMillis())
                .with("p99Millis", sent.p99().toMillis())
                .with("maxMillis", sent.max().toMillis())
                .with("sinceAnswered", json(lag.sinceAnswered()))
                .with("transactionsPerSecond", Math.round(lag.transactionsPerSecond()));
    }

    private static JsonObject json(Lag.Spread spread) {
        return JsonObject.of("p50Millis", spread.p50().toMillis())
                .with("p95Millis", spread.p95().toMillis())
                .with("p99Millis", spread.p99().toMillis())
                .with("maxMillis", spread.max().toMillis());
    }
}
