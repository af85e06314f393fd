package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.StatusPage;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Show where the migration stands, and whether it is safe to cut over.",
        exitCodeList = {
            "0:safe to cut over, or handed over already",
            "1:not safe to cut over now; the page says why",
            "2:wrong usage or configuration, or there is no such migration",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {"%nExamples:", "  migrate status -c landfall.yaml", "  migrate status -c landfall.yaml --watch"})
final class StatusCommand extends MigrationCommand {
    private static final Duration WATCH_PERIOD = Duration.ofSeconds(2);

    @Option(
            names = "--watch",
            description = "Show it again every two seconds, until Ctrl-C or the hand-over.",
            order = 1)
    private boolean watch;

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        StatusPage page = new StatusPage(migration.status());
        while (watch && !page.handedOver() && !session().interruption().requested()) {
            display.show(page);
            try {
                Thread.sleep(WATCH_PERIOD.toMillis());
            } catch (InterruptedException e) {
                break;
            }
            page = new StatusPage(migration.status());
        }
        return new Outcome(page.exitCode(), page, "");
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed. Run it again: " + again();
    }
}
