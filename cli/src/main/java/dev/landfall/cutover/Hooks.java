package dev.landfall.cutover;

import dev.landfall.config.Hook;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The user's commands around a cutover: what switches a proxy over, or a feature flag. Not thread-safe. */
final class Hooks {
    private final MigrationConfig config;
    private final Progress progress;
    private final CutoverSteps steps;
    private boolean announced;

    Hooks(MigrationConfig config, Progress progress, CutoverSteps steps) {
        this.config = config;
        this.progress = progress;
        this.steps = steps;
    }

    Optional<String> command(Hook hook) {
        return Optional.ofNullable(config.cutover().hooks().get(hook));
    }

    /** @throws MigrationException {@code CUTOVER-001} when the command does not succeed: writes were never refused */
    void beforeFence() throws InterruptedException {
        Optional<String> failure = run(Hook.PRE_FENCE, "", config.cutover().hookTimeout());
        if (failure.isPresent()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_NOT_SAFE,
                    "The cutover was not begun: " + failure.get() + " Writes were never refused.",
                    "Correct what the command complains of, then run migrate cutover again.");
        }
        announced = true;
    }

    /** Whether there is something to take back. */
    boolean announced() {
        return announced;
    }

    /** @throws MigrationException {@code CUTOVER-002} when the command does not succeed in the time that is left */
    void behindFence(Hook hook, String position, Deadline deadline) throws Exception {
        if (!config.cutover().hooks().containsKey(hook)) {
            return;
        }
        Duration left = deadline.left();
        Duration most = config.cutover().hookTimeout();
        Optional<String> failure =
                steps.time("hook " + hook.text(), () -> run(hook, position, left.compareTo(most) < 0 ? left : most));
        if (failure.isPresent()) {
            throw new MigrationException(
                    FailureCode.CUTOVER_ABORTED,
                    failure.get(),
                    "Correct what the command complains of, then run migrate cutover again.");
        }
    }

    /** @return {@code CUTOVER-005} when the command does not succeed: the target owns the data all the same */
    Optional<MigrationException> handedOver(String position) throws InterruptedException {
        return run(Hook.HANDED_OVER, position, config.cutover().hookTimeout())
                .map(failure -> new MigrationException(
                        FailureCode.CUTOVER_HOOK,
                        "PostgreSQL owns the data, the cutover is done; but " + failure,
                        "Applications may still be sent to MariaDB, which refuses their writes: do by hand now what the"
                                + " command should have done: "
                                + config.cutover().hooks().get(Hook.HANDED_OVER)));
    }

    /** @return what went wrong, as a sentence behind another one; empty when all is well */
    String aborted() {
        // Whoever has interrupted the cutover wants its proxy switched back as well.
        boolean interrupted = Thread.interrupted();
        try {
            return run(Hook.ABORTED, "", config.cutover().hookTimeout())
                    .map(failure -> " And " + failure)
                    .orElse("");
        } catch (InterruptedException e) {
            interrupted = true;
            return " And the hook aborted was interrupted: "
                    + config.cutover().hooks().get(Hook.ABORTED);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @return what went wrong, as a sentence that may follow another; empty when all is well, or nothing was to be done */
    private Optional<String> run(Hook hook, String position, Duration patience) throws InterruptedException {
        String command = config.cutover().hooks().get(hook);
        if (command == null) {
            return Optional.empty();
        }
        progress.phase("hook " + hook.text());
        String who = "the hook " + hook.text() + " (" + command + ") ";
        try {
            HookCommand.Ended ended = HookCommand.run(command, environment(hook, position), patience);
            if (ended.succeeded()) {
                return Optional.empty();
            }
            return Optional.of(who
                    + (ended.inTime()
                            ? "ended with exit code " + ended.exitCode()
                            : "was not done within " + patience.toMillis() / 1000.0 + " s")
                    + (ended.printed().isEmpty() ? "." : ": " + ended.printed() + "."));
        } catch (IOException e) {
            return Optional.of(who + "could not be run: " + e.getMessage() + ".");
        }
    }

    private Map<String, String> environment(Hook hook, String position) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LANDFALL_HOOK", hook.text());
        environment.put("LANDFALL_MIGRATION", config.name());
        environment.put("LANDFALL_SOURCE_HOST", config.source().host());
        environment.put("LANDFALL_SOURCE_PORT", String.valueOf(config.source().port()));
        environment.put("LANDFALL_SOURCE_DATABASE", config.source().database());
        environment.put("LANDFALL_TARGET_HOST", config.target().host());
        environment.put("LANDFALL_TARGET_PORT", String.valueOf(config.target().port()));
        environment.put("LANDFALL_TARGET_DATABASE", config.target().database());
        environment.put("LANDFALL_TARGET_SCHEMA", config.target().schema());
        environment.put("LANDFALL_POSITION", position);
        return environment;
    }
}
