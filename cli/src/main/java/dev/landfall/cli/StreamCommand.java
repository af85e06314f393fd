package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.StreamPage;
import dev.landfall.output.StreamStoppedPage;
import dev.landfall.run.AcceptedDdl;
import dev.landfall.run.StreamReceipt;
import dev.landfall.run.StreamUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stream",
        header = "Follow the source: apply its binary log from the snapshot's position on.",
        description = {
            "Applies every source transaction exactly once. Runs until Ctrl-C or SIGTERM, which end it cleanly, or until"
                    + " the position asked for; ends by itself after a cutover. Goes on where it stopped. Schema changes"
                    + " are followed where that is certain; others are held, with a proposal.",
            "migrate ctl pauses it, bounds its batches or ends it from any terminal or host."
        },
        exitCodeList = {
            "0:stopped as asked, position reached, or handed over",
            "2:refused: usage, configuration, no finished snapshot, a schema change is held, or another stream runs",
            "3:failed; nothing is lost, running it again goes on"
        },
        footer = {
            "%nExamples:",
            "  migrate stream -c landfall.yaml",
            "  migrate stream -c landfall.yaml --until caught-up",
            "  migrate stream -c landfall.yaml --stop-at 0-1-4711",
            "  migrate stream -c landfall.yaml --accept-ddl 0-1-4712"
        })
final class StreamCommand extends MigrationCommand {
    @ArgGroup(order = 1, heading = "%nOptions:%n")
    private End end = new End();

    private static final class End {
        @Option(
                names = "--until",
                paramLabel = "caught-up",
                description = "End when everything is applied that the source had logged at the start.")
        private @Nullable Until until;

        @Option(
                names = "--stop-at",
                paramLabel = "GTID",
                description = "End right after this source transaction, for example 0-1-4711.")
        private @Nullable GtidSet stopAt;
    }

    @ArgGroup(order = 2, exclusive = false, heading = "%nSchema changes:%n")
    private SchemaChange change = new SchemaChange();

    private static final class SchemaChange {
        @Option(
                names = "--accept-ddl",
                paramLabel = "GTID",
                description = "Go on over the schema change that the stream holds at this GTID, with the PostgreSQL"
                        + " statements that it proposed.")
        private @Nullable String acceptDdl;

        @Option(
                names = "--ddl-file",
                paramLabel = "FILE",
                description = "With --accept-ddl: execute the statements of this file instead of the proposed ones.")
        private @Nullable Path ddlFile;
    }

    StreamCommand(Session session) {
        super(session);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        session().interruption().arm(migration::requestStop);
        display.phase("stream");
        try {
            StreamReceipt receipt = migration.stream(until(), accepted());
            Outcome outcome = Outcome.success(new StreamPage(receipt));
            return receipt.end() == StreamReceipt.End.REACHED ? outcome.then("verify") : outcome;
        } catch (InterruptedException e) {
            // Whoever interrupts the thread asks for a stop as well, and gets one between two batches.
            return Outcome.success(new StreamStoppedPage());
        }
    }

    @Override
    String afterInterruption() {
        return "Nothing is lost. Go on with: " + again();
    }

    @Override
    void checkOptions() {
        accepted();
    }

    private @Nullable AcceptedDdl accepted() {
        if (change.acceptDdl == null) {
            if (change.ddlFile != null) {
                throw usage(
                        "--ddl-file says how to go on over a schema change, but not over which one",
                        "Add --accept-ddl.");
            }
            return null;
        }
        try {
            Gtid gtid = Gtid.parse(change.acceptDdl);
            return new AcceptedDdl(gtid, change.ddlFile == null ? null : Files.readString(change.ddlFile));
        } catch (IllegalArgumentException e) {
            throw usage(
                    "--accept-ddl wants one GTID, for example 0-1-4711, not " + change.acceptDdl,
                    "Take it from the message of migrate stream.");
        } catch (IOException e) {
            throw usage("the file " + change.ddlFile + " of --ddl-file cannot be read", "Check its name and its mode.");
        }
    }

    private static MigrationException usage(String message, String advice) {
        return new MigrationException(FailureCode.USAGE, "migrate stream: " + message + ".", advice);
    }

    private StreamUntil until() {
        if (end.stopAt != null) {
            return StreamUntil.position(end.stopAt);
        }
        return end.until == null ? StreamUntil.STOPPED : StreamUntil.CAUGHT_UP;
    }
}
