package dev.landfall.cli;

import dev.landfall.bench.BenchOptions;
import dev.landfall.bench.BenchReport;
import dev.landfall.bench.SnapshotBench;
import dev.landfall.config.MigrationConfig.SnapshotSettings;
import dev.landfall.output.BenchPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "snapshot",
        header = "Measure a snapshot against the servers' own floor and against pgloader.",
        description = {
            "Starts a MariaDB and a PostgreSQL of its own, fills the first and moves everything in turn: by the least"
                    + " that the servers need for it (read, load and index, each alone), by pgloader where it is on the"
                    + " PATH, and by migrate snapshot. Counts the rows that arrived. Nothing outside a temporary"
                    + " directory is touched; the default data take about 10 GB there."
        },
        exitCodeList = {
            "0:measured",
            "1:a candidate failed, or did not move every row",
            "2:the embedded servers are not part of this distribution, or wrong usage",
            "3:failed or interrupted"
        },
        footer = {
            "%nExamples:",
            "  migrate bench snapshot",
            "  migrate bench snapshot --rows 500000 --repeat 1",
            "  migrate bench snapshot --markdown >> results.md"
        })
final class BenchSnapshotCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the two large tables (default: 2000000); a third one has a twentieth of them.",
            order = 1)
    private int rows = BenchOptions.DEFAULT_ROWS;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers of each candidate (default: those of a snapshot, one per processor from 2 to 8).",
            order = 2)
    private int workers = SnapshotSettings.DEFAULTS.workers();

    @Mixin
    private BenchOutput rounds = new BenchOutput();

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    private final Session session;

    BenchSnapshotCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchOptions options = new BenchOptions(rows, rounds.repeat(), workers);
        String searchPath = session.environment().getOrDefault("PATH", "");
        return BenchCall.run("bench snapshot", session, output, (launcher, progress) -> {
            BenchReport report = new SnapshotBench(options, launcher, searchPath, progress).run();
            return new BenchCall.Result(report.everythingMoved(), new BenchPage(report, rounds.markdown()));
        });
    }
}
