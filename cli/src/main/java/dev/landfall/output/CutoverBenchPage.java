package dev.landfall.output;

import dev.landfall.bench.CutoverBenchReport;
import dev.landfall.bench.CutoverRound;
import dev.landfall.bench.ProcessorShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** For how long a cutover refuses writes, with its parts, and what that holds for. */
public final class CutoverBenchPage implements ResultPage {
    private static final String BEFORE = CutoverRound.RECENT.toSeconds() + " s before the fence";

    private final CutoverBenchReport report;
    private final boolean markdown;

    /** @param markdown writes tables that can be pasted into a page */
    public CutoverBenchPage(CutoverBenchReport report, boolean markdown) {
        this.report = report;
        this.markdown = markdown;
    }

    @Override
    public void print(TextPage page) {
        page.line(BenchFigures.verdict(page, report.everythingHandedOver()) + ": "
                + Figures.count(report.options().rows(), "row") + ", "
                + Figures.count(report.options().rate(), "transaction") + "/s asked for, "
                + Figures.count(report.rounds().size(), "round") + ".");
        page.blank();
        BenchFigures.print(page, times(), markdown);
        page.blank();
        BenchFigures.print(page, processors(), markdown);
        page.blank();
        report.rounds().stream()
                .filter(round -> !round.measured())
                .forEach(round -> page.labelled("! ", round.problem()));
        BenchFigures.printFacts(page, report.facts(), markdown);
    }

    private Grid times() {
        Grid grid = new Grid(
                "round",
                "transactions/s, " + BEFORE,
                "on average",
                "writes refused, ms",
                "fence",
                "drain",
                "verify",
                "sequences",
                "way back",
                "hand over",
                "seen outside",
                "rows compared");
        for (int i = 0; i < report.rounds().size(); i++) {
            CutoverRound round = report.rounds().get(i);
            String number = Integer.toString(i + 1);
            if (round.measured()) {
                grid.row(
                        number,
                        Figures.rate(round.transactionsPerSecondBeforeFence()),
                        Figures.rate(round.transactionsPerSecond()),
                        Figures.count(round.writesRefused().toMillis()),
                        millis(round, "fence"),
                        millis(round, "drain"),
                        millis(round, "verify"),
                        millis(round, "sequences"),
                        millis(round, "way back"),
                        millis(round, "hand over"),
                        Figures.count(round.seenOutside().toMillis()),
                        Figures.count(round.rowsVerified()));
            } else {
                grid.row(number, "failed");
            }
        }
        return grid;
    }

    /** A column for each round. */
    private Grid processors() {
        List<String> headers = new ArrayList<>(List.of("processors busy, " + BEFORE));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (int i = 0; i < report.rounds().size(); i++) {
            headers.add("round " + (i + 1));
            for (ProcessorShare share : report.rounds().get(i).processors()) {
                List<String> row = rows.computeIfAbsent(share.program(), name -> new ArrayList<>(List.of(name)));
                while (row.size() < i + 1) {
                    row.add("");
                }
                row.add(String.format(Locale.ROOT, "%.2f", share.processors()));
            }
        }
        Grid grid = new Grid(headers.toArray(String[]::new));
        rows.values().forEach(row -> grid.row(row.toArray(String[]::new)));
        return grid;
    }

    private static String millis(CutoverRound round, String step) {
        return Figures.count(round.took(step).toMillis());
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("rows", report.options().rows())
                .with("rate", report.options().rate())
                .with(
                        "rounds",
                        report.rounds().stream().map(CutoverBenchPage::json).toList())
                .with("facts", BenchFigures.json(report.facts()));
    }

    private static JsonObject json(CutoverRound round) {
        return JsonObject.of("problem", round.measured() ? null : round.problem())
                .with("transactionsPerSecond", Math.round(round.transactionsPerSecond()))
                .with("transactionsPerSecondBeforeFence", Math.round(round.transactionsPerSecondBeforeFence()))
                .with("writesRefusedMillis", round.writesRefused().toMillis())
                .with("seenOutsideMillis", round.seenOutside().toMillis())
                .with("rowsVerified", round.rowsVerified())
                .with(
                        "processors",
                        round.processors().stream()
                                .map(share -> JsonObject.of("program", share.program())
                                        .with("busy", Math.round(share.processors() * 100) / 100.0))
                                .toList())
                .with(
                        "steps",
                        round.steps().stream()
                                .map(step -> StepTable.json(step.name(), step.took()))
                                .toList());
    }
}
