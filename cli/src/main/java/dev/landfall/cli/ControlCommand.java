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
        header = "Pause a running snapshot or stream, or change how it goes on.",
        description = {
            "From any terminal or host. A running snapshot takes a change within two seconds, a stream within one, behind the"
                    + " batch that it is applying. A change stays for later runs of the same migration; only the end of a"
                    + " stream does not. Without changes it shows what is in force.",
            "While tables are copied, limits: rows-per-second, bytes-per-second, threads-running, history-length,"
                    + " replica-lag, target-replica-lag, wal-per-second. Later they are about running verifications, which max-share is about as well. docs/configuration.md says what each is about."
        },
        parameterListHeading = "%nChanges:%n",
        exitCodeList = {
            "0:done, or shown",
            "2:refused: usage, configuration, no such migration, or nothing to change in its phase",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate ctl -c landfall.yaml",
            "  migrate ctl -c landfall.yaml pause",
            "  migrate ctl -c landfall.yaml resume workers=2",
            "  migrate ctl -c landfall.yaml rows-per-second=20000 threads-running=40 replica-lag=off",
            "  migrate ctl -c landfall.yaml batch=500",
            "  migrate ctl -c landfall.yaml stop-at=0-1-4711"
        })
final class ControlCommand extends MigrationCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "CHANGE",
            description = {
                "pause or resume.",
                "NAME=VALUE for a limit, NAME=off for none; during a snapshot also workers=N: at most as many as the snapshot"
                        + " was started with (workers=off: all).",
                "While a stream follows: batch=N changes are applied together at the most (batch=off: no limit);"
                        + " stop-at=GTID ends the running stream right after this source transaction (stop-at=off: where"
                        + " it was started to)."
            })
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
