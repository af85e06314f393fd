package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.CleanupPage;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.run.CleanupReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cleanup",
        header = "Remove what the toolkit left on both servers. Never the migrated data.",
        description = "Afterwards the migration can be neither resumed nor cut over.",
        exitCodeList = {
            "0:removed, or nothing was there",
            "1:removed on PostgreSQL; what remains on MariaDB, which does not answer, is named",
            "2:refused, nothing was removed: --yes is missing, a command runs, or a cutover is under way",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate cleanup -c landfall.yaml          (lists what would be removed)",
            "  migrate cleanup -c landfall.yaml --yes"
        })
final class CleanupCommand extends MigrationCommand {
    @Option(names = "--yes", description = "Really remove it.", order = 1)
    private boolean confirmed;

    CleanupCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        CleanupReport report = migration.cleanup(confirmed);
        boolean refused = !report.done() && !report.removed().isEmpty();
        CleanupPage page = new CleanupPage(report);
        if (!report.remains().isEmpty()) {
            return new Outcome(1, page, "");
        }
        return refused ? new Outcome(2, page, "cleanup --yes") : Outcome.success(page);
    }

    @Override
    String afterInterruption() {
        return "What is removed is removed. Go on with: " + again() + " --yes";
    }
}
