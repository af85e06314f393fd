package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.ReplayPage;
import picocli.CommandLine.Command;

@Command(
        name = "replay",
        header = "Try rows again that a policy has set aside.",
        description = {
            "Takes on the policies of the configuration file, for this migration and from now on, and tries every row of"
                    + " landfall.rejected_row again: what fits now goes into its table. All of it happens, or nothing."
                    + " The stream must not run meanwhile. A row that is corrected on the source needs no replay: the"
                    + " stream brings it."
        },
        exitCodeList = {
            "0:done; the report says how many rows are still set aside",
            "2:refused, nothing was touched: usage, configuration, a running stream, another phase",
            "3:a server failed or cannot be reached, or a value does not fit and its policy is stop; nothing was changed"
        },
        footer = {"%nExamples:", "  migrate replay -c landfall.yaml"})
final class ReplayCommand extends MigrationCommand {
    ReplayCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        return Outcome.success(new ReplayPage(migration.replay()));
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed. Run it again: " + again();
    }
}
