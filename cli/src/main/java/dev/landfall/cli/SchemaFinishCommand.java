package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.SchemaPage;
import picocli.CommandLine.Command;

@Command(
        name = "finish",
        header = "Add keys, indexes, foreign keys and checks, as they are after the copy.",
        description = "A snapshot does this by itself. What is there already is left alone.",
        exitCodeList = {
            "0:done",
            "2:refused, nothing was touched: usage, configuration, or a plan with blockers",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {"%nExamples:", "  migrate schema finish -c landfall.yaml"})
final class SchemaFinishCommand extends MigrationCommand {
    SchemaFinishCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        return Outcome.success(new SchemaPage(migration.finishSchema()));
    }

    @Override
    String afterInterruption() {
        return "What is built stays and is found next time. Go on with: " + again();
    }
}
