package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.RunbookFolder;
import dev.landfall.runbook.RunbookOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "runbook",
        header = "Write the runbook of this migration's cutover, and what has changed since.",
        description = {
            "Writes runbook.md and runbook.html: preconditions as they are now, people, the exact commands with what they"
                    + " print and how long they take by the last rehearsal, decisions, when to abort, the way back, aftercare."
                    + " Changes neither server.",
            "Make it anew at any time: it compares itself with the runbook.json beside it. A page that was edited by hand is kept"
                    + " under another name."
        },
        exitCodeList = {
            "0:written, whether the cutover could begin or not: it says so",
            "2:wrong usage or configuration, or there is no such migration",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate runbook -c landfall.yaml",
            "  migrate runbook -c landfall.yaml --out runbooks/shop --max-downtime 60s"
        })
final class RunbookCommand extends MigrationCommand {
    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write it; the folder has to exist (default: the current one).",
            order = 1)
    private @Nullable Path out;

    @Option(
            names = "--max-downtime",
            paramLabel = "TIME",
            description = "For the commands in it: longest time that writes may be refused (default: 30s).",
            order = 2)
    private @Nullable String maxDowntime;

    @Option(names = "--one-way", description = "For a cutover that makes no way back.", order = 3)
    private boolean oneWay;

    @Option(
            names = "--reverse-window",
            paramLabel = "TIME",
            description =
                    "For the commands in it: how long the way back is not to be given up (default: no such time).",
            order = 4)
    private @Nullable String reverseWindow;

    private @Nullable RunbookFolder folder;

    RunbookCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
        folder = RunbookFolder.at("--out", out == null ? Path.of("").toAbsolutePath() : out);
    }

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        Map<Setting, @Nullable Object> flags = new HashMap<>();
        flags.put(Setting.CUTOVER_MAX_DOWNTIME, maxDowntime);
        flags.put(Setting.CUTOVER_REVERSE_WINDOW, reverseWindow);
        return flags;
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        RunbookFolder files = Objects.requireNonNull(folder);
        files.requireFor(config.name());
        display.phase("runbook");
        String again = (out == null ? "" : " --out " + ConnectionOptions.quoted(out.toString()))
                + (maxDowntime == null ? "" : " --max-downtime " + ConnectionOptions.quoted(maxDowntime))
                + (reverseWindow == null ? "" : " --reverse-window " + ConnectionOptions.quoted(reverseWindow))
                + (oneWay ? " --one-way" : "");
        return Outcome.success(files.write(migration.runbook(new RunbookOptions(
                // As people type it, and as the manual has it.
                migrationOptions().replaceFirst("^ --config ", " -c "),
                groupOption(),
                again,
                oneWay,
                config.cutover().maxDowntime(),
                config.cutover().maxLag(),
                config.cutover().reverseWindow(),
                config.verify().certificateKey() == null ? "" : ConnectionOptions.quoted(certificate())))));
    }

    /** With the runbook, as the record of what was proven and when. */
    private String certificate() {
        return out == null ? "parity" : out.resolve("parity").toString();
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed on the servers. Run it again: " + again();
    }
}
