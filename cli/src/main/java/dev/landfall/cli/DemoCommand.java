package dev.landfall.cli;

import dev.landfall.demo.Demo;
import dev.landfall.demo.DemoOptions;
import dev.landfall.embedded.EmbeddedServers;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.output.JsonObject;
import dev.landfall.output.OutputFormat;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "See a whole migration, there, back and there again, in about a minute.",
        description = {
            "Starts a MariaDB and a PostgreSQL of its own with a sample shop whose writer never stops, migrates it, goes back to"
                    + " MariaDB with what was written on PostgreSQL, migrates it again and prints what it proves. Nothing"
                    + " outside a temporary directory is touched."
        },
        exitCodeList = {
            "0:the cutover and the way back are proven",
            "2:the embedded servers are not part of this distribution, or wrong usage",
            "3:failed or interrupted"
        },
        footer = {"%nExamples:", "  migrate demo", "  migrate demo --rows 1000000 --keep"})
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--rows", paramLabel = "N", description = "Rows of the shop (default: 200000).", order = 1)
    private int rows = DemoOptions.DEFAULT_ROWS;

    @Option(
            names = "--keep",
            description = "Leave both servers up at the end, and print their URLs, until Enter or Ctrl-C.",
            order = 2)
    private boolean keep;

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    private final Session session;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!EmbeddedServers.available()) {
            throw new MigrationException(
                    FailureCode.DEMO_UNAVAILABLE,
                    "The embedded servers are not part of this distribution, or this is not Linux on x86-64.",
                    "Run ./migrate demo in a source checkout on Linux, or use servers of your own.");
        }
        // Waiting for Enter cannot be interrupted; the servers end with the process.
        session.interruption().armImpatiently(Duration.ofSeconds(keep ? 1 : 20), keep ? 0 : 3);
        DemoOptions options = new DemoOptions(rows, keep);
        if (output.format() == OutputFormat.TEXT) {
            return Demo.run(options, Main::run, session.out());
        }
        int exitCode = Demo.run(options, Main::run, session.err());
        session.console(OutputFormat.JSON)
                .event(JsonObject.of("event", "result").with("command", "demo").with("exitCode", exitCode));
        return exitCode;
    }
}
