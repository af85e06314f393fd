package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.SchemaDiffPage;
import dev.landfall.run.SchemaDifference;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "diff",
        header = "Compare the schema on the target with the plan.",
        description = "Reads both servers and changes nothing.",
        exitCodeList = {
            "0:the target schema is the planned one",
            "1:it is different",
            "2:wrong usage or configuration",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {"%nExamples:", "  migrate schema diff -c landfall.yaml --output json"})
final class SchemaDiffCommand extends MigrationCommand {
    SchemaDiffCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        List<SchemaDifference> differences = migration.diffSchema();
        return new Outcome(differences.isEmpty() ? 0 : 1, new SchemaDiffPage(differences), "");
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed. Run it again: " + again();
    }
}
