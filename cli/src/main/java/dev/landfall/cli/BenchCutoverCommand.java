package dev.landfall.cli;

import dev.landfall.bench.CutoverBench;
import dev.landfall.bench.CutoverBenchOptions;
import dev.landfall.bench.CutoverBenchReport;
import dev.landfall.output.CutoverBenchPage;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cutover",
        header = "Measure for how long a cutover refuses writes.",
        description = {
            "Starts a MariaDB and a PostgreSQL of its own and fills the first. Then it migrates everything, streams while an"
                    + " application's user writes at an even pace, and cuts over; and all of it again in each round."
                    + " Compares all rows afterwards. Nothing outside a temporary directory is touched; the default data"
                    + " take about 6 GB there."
        },
        exitCodeList = {
            "0:measured",
            "1:a cutover failed, or did not hand everything over",
            "2:the embedded servers are not part of this distribution, or wrong usage",
            "3:failed or interrupted"
        },
        footer = {
            "%nExamples:",
            "  migrate bench cutover",
            "  migrate bench cutover --rows 500000 --rate 500 --repeat 1",
            "  migrate bench cutover --markdown >> results.md"
        })
final class BenchCutoverCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the four tables together (default: 5000000).",
            order = 1)
    private int rows = CutoverBenchOptions.DEFAULT_ROWS;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Transactions per second (default: 2000); each one changes four rows.",
            order = 2)
    private int rate = CutoverBenchOptions.DEFAULT_RATE;

    @Option(
            names = "--writing",
            paramLabel = "SECONDS",
            description = "How long the writer has been at it when the cutover begins (default: 20).",
            order = 3)
    private int writingSeconds = CutoverBenchOptions.DEFAULT_WRITING;

    @Option(names = "--repeat", paramLabel = "N", description = "Rounds (default: 2).", order = 8)
    private int repeat = CutoverBenchOptions.DEFAULT_REPEAT;

    @Option(names = "--markdown", description = "Print the tables in Markdown.", order = 9)
    private boolean markdown;

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    private final Session session;

    BenchCutoverCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        CutoverBenchOptions options = new CutoverBenchOptions(rows, rate, Duration.ofSeconds(writingSeconds), repeat);
        return BenchCall.run("bench cutover", session, output, (launcher, progress) -> {
            CutoverBenchReport report = new CutoverBench(options, launcher, progress).run();
            return new BenchCall.Result(report.everythingHandedOver(), new CutoverBenchPage(report, markdown));
        });
    }
}
