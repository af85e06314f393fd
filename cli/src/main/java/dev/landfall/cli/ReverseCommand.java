package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.ReversePage;
import dev.landfall.output.StreamStoppedPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reverse",
        header = "After a cutover: bring what is written on PostgreSQL back to MariaDB.",
        description = {
            "Applies every transaction of PostgreSQL exactly once, while MariaDB refuses the writes of others. Runs until"
                    + " Ctrl-C or SIGTERM, which end it cleanly, or until the window ends: by migrate rollback or migrate cutover"
                    + " --final. Goes on where it stopped; meanwhile PostgreSQL keeps its log."
        },
        exitCodeList = {
            "0:stopped as asked, caught up, or the window has ended",
            "2:refused: usage, configuration, no way back, or something that MariaDB cannot repeat",
            "3:failed; nothing is lost, running it again goes on"
        },
        footer = {
            "%nExamples:",
            "  migrate reverse -c landfall.yaml",
            "  migrate reverse -c landfall.yaml --until caught-up"
        })
final class ReverseCommand extends MigrationCommand {
    @Option(
            names = "--until",
            paramLabel = "caught-up",
            description = "End when everything has come back that PostgreSQL had committed at the start.",
            order = 1)
    private @Nullable Until until;

    ReverseCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        session().interruption().arm(migration::requestStop);
        display.phase("reverse");
        try {
            return Outcome.success(new ReversePage(migration.reverse(until != null)));
        } catch (InterruptedException e) {
            // Whoever interrupts the thread asks for a stop as well, and gets one between two batches.
            return Outcome.success(new StreamStoppedPage());
        }
    }

    @Override
    String afterInterruption() {
        return "Nothing is lost. Go on with: " + again();
    }
}
