package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way back, from the first order on PostgreSQL to the shop's first commit on MariaDB again. */
final class Return {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** So that the rollback meets a shop that is at work. */
    private static final int FIRST_ORDERS = 20;

    private final DemoCommands commands;
    private final ShopWriter writer;
    private final Narrator narrator;

    Return(DemoCommands commands, ShopWriter writer, Narrator narrator) {
        this.commands = commands;
        this.writer = writer;
        this.narrator = narrator;
    }

    /** @return the result of reverse */
    CommandResult bringBack() {
        narrator.step("Second thoughts? What PostgreSQL has written comes back to MariaDB");
        writer.clock().rest();
        CommandResult reverse =
                commands.shown(narrator, "reverse", "--until", "caught-up").requireSuccess();
        narrator.found(Numbers.count(reverse.number("transactions")) + " transactions with "
                + Numbers.count(reverse.number("changes")) + " changes are back on MariaDB, each exactly once");
        CommandResult verify = commands.shown(narrator, "verify").requireSuccess();
        narrator.found(Numbers.count(verify.number("rows")) + " rows compared while the shop rests, "
                + verify.number("differing") + " differences");
        return reverse;
    }

    /** @return the result of rollback */
    CommandResult rollBack(TargetShop shop) throws InterruptedException {
        narrator.step("Roll back, while the shop writes on PostgreSQL: MariaDB owns the data again");
        long before = writer.figures().committed();
        CompletableFuture<Long> orders = shop.workUntilRefused();
        requireCommit(before + FIRST_ORDERS, "PostgreSQL");
        CommandResult rollback = commands.shown(narrator, "rollback").requireSuccess();
        narrator.found("rolled back; writes were refused for " + Numbers.seconds(Journey.downtime(rollback)) + ", "
                + Numbers.count(rollback.number("rowsVerified")) + " rows proven equal meanwhile");
        long taken = taken(orders);
        narrator.found("PostgreSQL has taken " + Numbers.count(taken) + " orders until then, and takes no more");
        requireCommit(before + taken, "MariaDB");
        narrator.found("the shop goes on with MariaDB, where it has never stopped trying: "
                + Numbers.count(writer.figures().refused()) + " attempts were refused meanwhile");
        return rollback;
    }

    private void requireCommit(long committedBefore, String server) throws InterruptedException {
        if (!writer.clock().awaitCommit(committedBefore, LIMIT)) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: the shop has not written on " + server + " for " + LIMIT.toSeconds() + " s.",
                    "Please report this.");
        }
    }

    private static long taken(CompletableFuture<Long> orders) throws InterruptedException {
        try {
            return orders.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MigrationException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: PostgreSQL still takes orders after the rollback.",
                    "Please report this.",
                    e);
        }
    }
}
