package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ControlPage;
import dev.landfall.output.ProgressDisplay;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ctl",
        header = "Pause a snapshot that copies, or change its limits while it runs.",
        description = {
            "From any terminal or host. A running snapshot takes a change within two seconds; it stays for later runs of"
                    + " the same migration. Without changes it shows what is configured and what is in force.",
            "Limits: rows-per-second, bytes-per-second, threads-running, history-length, replica-lag, target-replica-lag,"
                    + " wal-per-second. docs/configuration.md says what each is about."
        },
        parameterListHeading = "%nChanges:%n",
        exitCodeList = {
            "0:done, or shown",
            "2:refused, nothing was changed: usage, configuration, no such migration, or all is copied already",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate ctl -c landfall.yaml",
            "  migrate ctl -c landfall.yaml pause",
            "  migrate ctl -c landfall.yaml resume workers=2",
            "  migrate ctl -c landfall.yaml rows-per-second=20000 threads-running=40 replica-lag=off"
        })
final class ControlCommand extends MigrationCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "CHANGE",
            description =
                    "pause, resume, NAME=VALUE, NAME=off for no limit, or workers=N: at most as many as the snapshot"
                            + " was started with (workers=off: all).")
    private List<String> changes = List.of();

    ControlCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        return Outcome.success(new ControlPage(migration.control(changes)));
    }

    @Override
    String afterInterruption() {
        return "See what is in force: " + again();
    }
}
