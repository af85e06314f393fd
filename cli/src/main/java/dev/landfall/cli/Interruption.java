package dev.landfall.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into a clean end of the running command. Not by a shutdown hook: one would race with those of
 * the embedded servers, and could not choose the exit code. Thread-safe.
 */
final class Interruption {
    /** Long enough to finish what must not be cut: a batch, a chunk, the way back of a cutover. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int FAILED = 3;

    private final @Nullable Thread command;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    /** @param command the thread that a signal interrupts; null inside another program, which handles its own signals */
    Interruption(@Nullable Thread command) {
        this.command = command;
    }

    /** From now on a signal interrupts the command. */
    void arm() {
        if (command != null) {
            arm(command::interrupt, PATIENCE, FAILED);
        }
    }

    /** From now on a signal runs this instead. */
    void arm(Runnable stop) {
        arm(stop, PATIENCE, FAILED);
    }

    /** For commands that leave nothing behind, wherever they are cut; some of them wait where nothing wakes them. */
    void armImpatiently(Duration patience, int lateExitCode) {
        if (command != null) {
            arm(command::interrupt, patience, lateExitCode);
        }
    }

    /** Whether the user wants the command to end. */
    boolean requested() {
        return requested;
    }

    /** The command is through; its own exit code counts from here on. */
    void ended() {
        ended.countDown();
    }

    private void arm(Runnable stop, Duration patience, int lateExitCode) {
        if (command != null) {
            Signals.onEnd(() -> end(stop, patience, lateExitCode));
        }
    }

    /** Runs in the signal's own thread. */
    private void end(Runnable stop, Duration patience, int lateExitCode) {
        requested = true;
        stop.run();
        try {
            if (ended.await(1, TimeUnit.SECONDS)) {
                return;
            }
            System.err.println("Stopping: what must not be cut is finished first.");
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.exit(lateExitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
