package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.cutover.CutoverOptions;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.migration.Migration;
import dev.landfall.output.CutoverPage;
import dev.landfall.output.FinalCutoverPage;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.setting.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
                    + " everything back: the source takes writes again.",
            "The hand-over opens a way back: migrate reverse brings what is written on PostgreSQL back to MariaDB, migrate"
                    + " rollback returns to it. --final ends that."
        },
        exitCodeList = {
            "0:handed over, rehearsed, or the way back is given up",
            "1:not safe, no way back, or undone: the source takes writes as before; --final too early",
            "2:refused: usage, configuration, or no finished snapshot",
            "3:failed before the fence; run it again",
            "4:stop and look: it is unclear who owns the data, or handed over but a hook failed"
        },
        footer = {
            "%nExamples:",
            "  migrate cutover -c landfall.yaml --rehearse",
            "  migrate cutover -c landfall.yaml --max-downtime 10s",
            "  migrate cutover -c landfall.yaml --require-clean-verify 15m --hold-file hold",
            "  migrate cutover -c landfall.yaml --reverse-window 48h",
            "  migrate cutover -c landfall.yaml --final"
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

    @Option(
            names = "--end-sessions",
            description =
                    "End sessions on the source that read_only does not hold back, with what they have not committed: those"
                            + " that write right in front of the fence, all others behind it. Without it the cutover does"
                            + " not begin while there are any.",
            order = 3)
    private boolean endSessions;

    @Option(
            names = "--hold-file",
            paramLabel = "FILE",
            description = "Stay in front of the fence for as long as FILE is there, then check the gate again.",
            order = 4)
    private @Nullable Path holdFile;

    @Option(
            names = "--require-clean-verify",
            paramLabel = "TIME",
            description =
                    "Begin only if a verification of all rows that found nothing has ended within TIME, for example 15m;"
                            + " without it, what is not proven equal yet is compared in front of the fence.",
            order = 5)
    private @Nullable String cleanVerify;

    @Option(
            names = "--one-way",
            description = "Make no way back: no slot on PostgreSQL, no checks on its tables.",
            order = 6)
    private boolean oneWay;

    @Option(
            names = "--reverse-window",
            paramLabel = "TIME",
            description = "How long --final refuses to give the way back up, for example 48h (default: not at all)."
                    + " With --final: 0s gives it up before that time.",
            order = 7)
    private @Nullable String reverseWindow;

    @Option(
            names = "--final",
            description = "After a cutover: give the way back up and remove what it needs.",
            order = 8)
    private boolean last;

    @Option(
            names = "--verify-all",
            description = "Compare every row behind the fence, not only those that have changed since all were equal.",
            order = 9)
    private boolean verifyAll;

    @Option(
            names = "--allow-schema-differences",
            description = "Go on though the target schema is not the planned one, see migrate schema diff.",
            order = 10)
    private boolean otherSchema;

    private @Nullable Duration cleanWithin;

    CutoverCommand(Session session) {
        super(session);
    }

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        Map<Setting, @Nullable Object> flags = new HashMap<>();
        flags.put(Setting.CUTOVER_MAX_DOWNTIME, maxDowntime);
        flags.put(Setting.CUTOVER_REVERSE_WINDOW, reverseWindow);
        return flags;
    }

    @Override
    void checkOptions() {
        if (last
                && (rehearse
                        || oneWay
                        || endSessions
                        || verifyAll
                        || otherSchema
                        || maxDowntime != null
                        || holdFile != null
                        || cleanVerify != null)) {
            throw usage("--final ends what an earlier cutover has opened; no other option goes with it but"
                    + " --reverse-window 0s.");
        }
        if (oneWay && reverseWindow != null) {
            throw usage("--one-way makes no way back, so it has no --reverse-window either.");
        }
        if (cleanVerify != null) {
            cleanWithin = Durations.parse(cleanVerify)
                    .filter(within -> !within.isZero())
                    .orElseThrow(() -> usage("--require-clean-verify must be a duration such as 15m or 1h, but is \""
                            + cleanVerify + "\"."));
        }
        if (holdFile != null) {
            Path file = holdFile.toAbsolutePath();
            if (Files.isDirectory(file) || !Files.isDirectory(file.resolveSibling(""))) {
                throw usage("--hold-file: " + holdFile + " must be a file in a folder that exists.");
            }
        }
    }

    private static MigrationException usage(String problem) {
        return new MigrationException(FailureCode.USAGE, "migrate cutover: " + problem, "See migrate cutover --help.");
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        if (last) {
            return Outcome.success(new FinalCutoverPage(migration.finalCutover(early(config))));
        }
        CutoverOptions options = new CutoverOptions(
                rehearse,
                oneWay,
                verifyAll,
                otherSchema,
                config.cutover().maxDowntime(),
                config.cutover().maxLag(),
                config.cutover().reverseWindow(),
                endSessions,
                holdFile,
                cleanWithin);
        Outcome outcome =
                Outcome.success(new CutoverPage(migration.cutover(options), !oneWay, migration.policyEffects()));
        return rehearse ? outcome.then("cutover") : outcome;
    }

    /** The end of a window was kept by its cutover: only a flag of this very command ends it before. */
    private boolean early(MigrationConfig config) {
        if (reverseWindow != null && !config.cutover().reverseWindow().isZero()) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate cutover: with --final, --reverse-window may only be 0s, which gives the way back up at once; it was "
                            + reverseWindow + ".",
                    "A window is set by the cutover that opens it, and cannot be moved.");
        }
        return reverseWindow != null;
    }

    @Override
    String afterInterruption() {
        return "Before anything else, see who owns the data: " + again().replaceFirst(" cutover", " status");
    }
}
