package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.PlanPage;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.plan.MigrationPlan;
import java.time.Duration;
import picocli.CommandLine.Command;

@Command(
        name = "plan",
        header = "Print the DDL, and the decision for every column.",
        description =
                "Reads the source and changes nothing. The output is a script for psql: the decisions are comments.",
        exitCodeList = {
            "0:printed",
            "2:wrong usage or configuration",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {"%nExamples:", "  migrate schema plan -c landfall.yaml > plan.sql"})
final class SchemaPlanCommand extends MigrationCommand {
    SchemaPlanCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        MigrationPlan plan = migration.plan();
        return Outcome.success(new PlanPage(plan, Migration.ddl(plan))).then("snapshot");
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed. Run it again: " + again();
    }
}
