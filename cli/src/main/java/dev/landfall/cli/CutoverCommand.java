package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.cutover.CutoverOptions;
import dev.landfall.migration.Migration;
import dev.landfall.output.CutoverPage;
import dev.landfall.output.ProgressDisplay;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cutover",
        header = "Hand over from MariaDB to PostgreSQL, or leave everything as it was.",
        description = {
            "Checks the gate, refuses writes on the source, drains the stream, proves parity once more, sets sequences"
                    + " and hands over. Until the hand-over, any failure and any delay beyond the longest downtime puts"
                    + " everything back: the source takes writes again."
        },
        exitCodeList = {
            "0:handed over, or rehearsed",
            "1:not safe, or undone: the source takes writes as before",
            "2:refused: usage, configuration, or no finished snapshot",
            "3:failed before the fence; run it again",
            "4:stop and look: it is unclear who owns the data; do not run it again blindly"
        },
        footer = {
            "%nExamples:",
            "  migrate cutover -c landfall.yaml --rehearse",
            "  migrate cutover -c landfall.yaml --max-downtime 10s"
        })
final class CutoverCommand extends MigrationCommand {
    @Option(
            names = "--rehearse",
            description = "Try it without handing over; the source takes writes as before.",
            order = 1)
    private boolean rehearse;

    @Option(
            names = "--max-downtime",
            paramLabel = "TIME",
            description = "Longest time that writes may be refused, for example 10s (default: 30s).",
            order = 2)
    private @Nullable String maxDowntime;

    CutoverCommand(Session session) {
        super(session);
    }

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        return Collections.singletonMap(Setting.CUTOVER_MAX_DOWNTIME, maxDowntime);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        CutoverOptions options = new CutoverOptions(
                rehearse, config.cutover().maxDowntime(), config.cutover().maxLag());
        Outcome outcome = Outcome.success(new CutoverPage(migration.cutover(options), migration.policyEffects()));
        return rehearse ? outcome.then("cutover") : outcome;
    }

    @Override
    String afterInterruption() {
        return "Before anything else, see who owns the data: " + again().replaceFirst(" cutover", " status");
    }
}
