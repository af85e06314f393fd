package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.SchemaPage;
import picocli.CommandLine.Command;

@Command(
        name = "apply",
        header = "Create the schema and its tables, as they are before the copy.",
        description = "A snapshot does this by itself. Tables that are there already, as planned, are left alone.",
        exitCodeList = {
            "0:done",
            "2:refused, nothing was touched: usage, configuration, or a plan with blockers",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {"%nExamples:", "  migrate schema apply -c landfall.yaml"})
final class SchemaApplyCommand extends MigrationCommand {
    SchemaApplyCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        return Outcome.success(new SchemaPage(migration.applySchema())).then("snapshot");
    }

    @Override
    String afterInterruption() {
        return "What is created stays and is found next time. Go on with: " + again();
    }
}
