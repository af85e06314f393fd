package dev.landfall.cli;

import dev.landfall.bench.BenchOptions;
import dev.landfall.bench.VerifyBench;
import dev.landfall.bench.VerifyBenchReport;
import dev.landfall.config.MigrationConfig.SnapshotSettings;
import dev.landfall.output.VerifyBenchPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        header = "Measure a verification against the snapshot that it proves.",
        description = {
            "Starts a MariaDB and a PostgreSQL of its own, fills the first and migrates everything. Then migrate snapshot,"
                    + " and migrate verify by each of its methods beside a running migrate stream, take turns. Nothing"
                    + " outside a temporary directory is touched; the default data take about 8 GB there."
        },
        exitCodeList = {
            "0:measured",
            "1:a candidate failed",
            "2:the embedded servers are not part of this distribution, or wrong usage",
            "3:failed or interrupted"
        },
        footer = {
            "%nExamples:",
            "  migrate bench verify",
            "  migrate bench verify --rows 500000 --repeat 1",
            "  migrate bench verify --markdown >> results.md"
        })
final class BenchVerifyCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the two large tables (default: 2000000); a third one has a twentieth of them.",
            order = 1)
    private int rows = BenchOptions.DEFAULT_ROWS;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers of each candidate (default: one per processor from 2 to 8).",
            order = 2)
    private int workers = SnapshotSettings.DEFAULTS.workers();

    @Mixin
    private BenchOutput rounds = new BenchOutput();

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    private final Session session;

    BenchVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchOptions options = new BenchOptions(rows, rounds.repeat(), workers);
        return BenchCall.run("bench verify", session, output, (launcher, progress) -> {
            VerifyBenchReport report = new VerifyBench(options, launcher, progress).run();
            return new BenchCall.Result(report.everythingProven(), new VerifyBenchPage(report, rounds.markdown()));
        });
    }
}
