package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.SnapshotPage;
import picocli.CommandLine.Command;

@Command(
        name = "snapshot",
        header = "Copy every table from one consistent point, without locking the source.",
        description = {
            "Creates the schema if it is absent, copies, builds indexes and foreign keys. The application keeps writing"
                    + " meanwhile; stream then brings what it wrote. An interrupted snapshot goes on where it stopped."
        },
        exitCodeList = {
            "0:all tables are copied",
            "2:refused, nothing was touched: usage, configuration, a setting that would lose data, or a target that is"
                    + " not empty",
            "3:failed or interrupted; nothing is lost, running it again goes on"
        },
        footer = {
            "%nExamples:",
            "  migrate snapshot -c landfall.yaml",
            "  migrate snapshot -c landfall.yaml --tables 'orders,customer_*'"
        })
final class SnapshotCommand extends MigrationCommand {
    SnapshotCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        return Outcome.success(new SnapshotPage(migration.snapshot())).then("stream");
    }

    @Override
    String afterInterruption() {
        return "Nothing is lost: what is copied stays. Go on with: " + again();
    }
}
