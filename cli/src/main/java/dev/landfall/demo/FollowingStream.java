package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;

/** A {@code migrate stream} beside the shop, from when it has caught up until the hand-over ends it. */
final class FollowingStream implements AutoCloseable {
    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final DemoCommands commands;
    private final Narrator narrator;
    private final BackgroundCommand stream;

    private FollowingStream(DemoCommands commands, Narrator narrator) {
        this.commands = commands;
        this.narrator = narrator;
        this.stream = BackgroundCommand.start(commands, "stream");
    }

    /** @throws MigrationException when it ends, or does not catch up */
    static FollowingStream start(DemoCommands commands, Narrator narrator) throws InterruptedException {
        narrator.command(DemoCommands.line("stream") + " &");
        FollowingStream following = new FollowingStream(commands, narrator);
        try {
            following.tell(following.caughtUp());
            return following;
        } catch (RuntimeException | InterruptedException e) {
            following.close();
            throw e;
        }
    }

    private void tell(CommandResult status) {
        narrator.command(DemoCommands.line("status"));
        narrator.found("phase " + status.text("phase") + ", " + Numbers.count(status.number("lagTransactions"))
                + " transactions behind a shop that never stops");
    }

    /** Asks again and again: each answer takes a while by itself. */
    private CommandResult caughtUp() throws InterruptedException {
        long deadline = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            stream.requireRunning();
            CommandResult status = commands.run("status");
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (status.json().path("streamRunning").asBoolean() && status.number("lagMillis") < 2_000) {
                return status;
            }
        }
        throw new MigrationException(
                FailureCode.STREAM_STALLED,
                "The demo stops: the stream did not catch up with the shop within " + CATCH_UP_LIMIT.toSeconds()
                        + " s.",
                "Try again when the machine has less to do, or report this.");
    }

    /** Until here nothing has ended it. */
    void requireRunning() {
        stream.requireRunning();
    }

    /** After a hand-over. @return its result */
    CommandResult ended() throws InterruptedException {
        CommandResult ended = stream.await(END_LIMIT).requireSuccess();
        narrator.found("the stream has ended by itself: " + Numbers.count(ended.number("transactions"))
                + " transactions applied");
        return ended;
    }

    /** Interrupts it if it still runs. */
    @Override
    public void close() {
        stream.close();
    }
}
