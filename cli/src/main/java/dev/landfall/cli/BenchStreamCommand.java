package dev.landfall.cli;

import dev.landfall.bench.StreamBench;
import dev.landfall.bench.StreamBenchOptions;
import dev.landfall.bench.StreamBenchReport;
import dev.landfall.output.StreamBenchPage;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stream",
        header = "Measure a stream against MariaDB's own replica and Debezium's JDBC sink.",
        description = {
            "Starts a MariaDB and a PostgreSQL of its own, migrates four tables of sysbench's, and writes a backlog of its"
                    + " oltp_write_only transactions. Then everybody catches up with it in turn: our reading of the binary"
                    + " log alone, a replica of MariaDB, Debezium with its JDBC sink, and migrate stream. Compares all"
                    + " rows that arrived with those of the source. At last it measures how far migrate stream is behind"
                    + " while the source is written to at full speed. Nothing outside a temporary directory is touched;"
                    + " the default data take about 5 GB there."
        },
        exitCodeList = {
            "0:measured",
            "1:a candidate failed, or did not move every change",
            "2:the embedded servers are not part of this distribution, or wrong usage",
            "3:failed or interrupted"
        },
        footer = {
            "%nExamples:",
            "  migrate bench stream",
            "  migrate bench stream --transactions 50000 --repeat 1",
            "  migrate bench stream --markdown >> results.md"
        })
final class BenchStreamCommand implements Callable<Integer> {
    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "Transactions of the backlog (default: 150000); each one changes four rows.",
            order = 1)
    private int transactions = StreamBenchOptions.DEFAULT_TRANSACTIONS;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of each of the four tables (default: 50000).",
            order = 2)
    private int rows = StreamBenchOptions.DEFAULT_ROWS;

    @Option(
            names = "--lag",
            paramLabel = "SECONDS",
            description = "How long the lag is measured (default: 30).",
            order = 3)
    private int lagSeconds = StreamBenchOptions.DEFAULT_LAG;

    @Mixin
    private BenchOutput rounds = new BenchOutput();

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    private final Session session;

    BenchStreamCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        StreamBenchOptions options =
                new StreamBenchOptions(transactions, rows, Duration.ofSeconds(lagSeconds), rounds.repeat());
        return BenchCall.run("bench stream", session, output, (launcher, progress) -> {
            StreamBenchReport report = new StreamBench(options, launcher, progress).run();
            return new BenchCall.Result(report.everythingMoved(), new StreamBenchPage(report, rounds.markdown()));
        });
    }
}
