package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that runs beside others, in a thread of its own. */
final class BackgroundCommand implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final CompletableFuture<CommandResult> result = new CompletableFuture<>();
    private final Thread thread;

    private BackgroundCommand(DemoCommands commands, String name) {
        this.name = name;
        this.thread = new Thread(() -> run(commands), "demo-" + name);
        thread.setDaemon(true);
    }

    static BackgroundCommand start(DemoCommands commands, String name) {
        BackgroundCommand command = new BackgroundCommand(commands, name);
        command.thread.start();
        return command;
    }

    /** Nothing while it runs. @throws MigrationException when it has ended, which nobody has asked it to */
    void requireRunning() {
        if (result.isDone()) {
            CommandResult ended = result.join();
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: \"" + ended.line() + "\" ended early, with exit code " + ended.exitCode()
                            + ". It wrote:\n" + ended.output().strip(),
                    "Please report this.");
        }
    }

    /** Waits for the command to end by itself. */
    CommandResult await(Duration limit) throws InterruptedException {
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: \"migrate " + name + "\" should have ended by itself, but still runs after "
                            + limit.toSeconds() + " s.",
                    "Please report this.",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("migrate " + name + " broke down", e.getCause());
        }
    }

    /** Interrupts the command if it still runs, and waits for it: behind it the servers go, also after Ctrl-C. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        long left = STOP_LIMIT.toMillis();
        while (left > 0 && thread.isAlive()) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(DemoCommands commands) {
        try {
            result.complete(commands.run(name));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
