package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.migration.Migration;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.RollbackAbortedPage;
import dev.landfall.output.RollbackPage;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        header = "After a cutover: return to MariaDB, with everything written on PostgreSQL.",
        description = {
            "Brings everything back, refuses writes on PostgreSQL, drains, proves parity, sets MariaDB's counters and lets"
                    + " MariaDB take writes. Until that is decided, any failure and any delay beyond the longest downtime puts"
                    + " everything back: PostgreSQL takes writes again. Run again, it finishes one that was cut short.",
            "--abort gives PostgreSQL its writes back when one was cut short, without MariaDB, as long as MariaDB does not own the"
                    + " data.",
            "Afterwards stream, verify and cutover work as before the first cutover."
        },
        exitCodeList = {
            "0:MariaDB owns the data and takes writes; with --abort PostgreSQL does",
            "1:not safe, or undone: PostgreSQL takes writes as before",
            "2:refused: usage, configuration, no way back, or something that MariaDB cannot repeat",
            "3:failed; run it again",
            "4:stop and look: it is unclear who owns the data, or MariaDB does and something is left to do; do not run it again"
                    + " blindly"
        },
        footer = {
            "%nExamples:",
            "  migrate rollback -c landfall.yaml",
            "  migrate rollback -c landfall.yaml --max-downtime 10s",
            "  migrate rollback -c landfall.yaml --abort"
        })
final class RollbackCommand extends MigrationCommand {
    @Option(
            names = "--max-downtime",
            paramLabel = "TIME",
            description = "Longest time that writes may be refused, for example 10s (default: 30s).",
            order = 1)
    private @Nullable String maxDowntime;

    @Option(
            names = "--abort",
            description = "Give up one that was cut short: PostgreSQL takes writes again. MariaDB is not needed.",
            order = 2)
    private boolean abort;

    RollbackCommand(Session session) {
        super(session);
    }

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        return Collections.singletonMap(Setting.CUTOVER_MAX_DOWNTIME, maxDowntime);
    }

    @Override
    void checkOptions() {
        if (abort && maxDowntime != null) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate rollback: --abort gives up what an earlier rollback has begun; no other option goes with it.",
                    "See migrate rollback --help.");
        }
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        if (abort) {
            return Outcome.success(new RollbackAbortedPage(migration.abortRollback()));
        }
        return Outcome.success(
                        new RollbackPage(migration.rollback(config.cutover().maxDowntime())))
                .then("stream");
    }

    @Override
    String afterInterruption() {
        return "Before anything else, see who owns the data: " + again().replaceFirst(" rollback", " status");
    }
}
