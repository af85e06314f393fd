package dev.landfall.demo;

import dev.landfall.embedded.EmbeddedServers;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code migrate demo}: the whole journey on embedded servers. Nothing outlives it, however it ends. */
public final class Demo {
    /** Any number: the same shop each time. */
    private static final long SEED = 20;

    private final DemoOptions options;
    private final CommandRunner runner;
    private final Narrator narrator;

    private Demo(DemoOptions options, CommandRunner runner, Narrator narrator) {
        this.options = options;
        this.runner = runner;
        this.narrator = narrator;
    }

    /**
     * Runs the journey and tells it on {@code out}.
     *
     * @param runner the program's own entry point
     * @return 0; every other end is an exception
     * @throws MigrationException when any step did not end as it must, with what the failing command wrote
     */
    public static int run(DemoOptions options, CommandRunner runner, PrintWriter out) throws InterruptedException {
        if (!EmbeddedServers.available()) {
            throw new MigrationException(
                    FailureCode.DEMO_UNAVAILABLE,
                    "The embedded servers are not part of this distribution, or this is not Linux on x86-64.",
                    "Run ./migrate demo in a source checkout on Linux, or use servers of your own.");
        }
        Narrator narrator = new Narrator(out, Journey.STEPS, Narrator.coloursWanted(System.getenv()));
        new Demo(options, runner, narrator).run();
        return 0;
    }

    private void run() throws InterruptedException {
        narrator.title("Landfall demo: a shop moves from MariaDB to PostgreSQL and never closes.");
        long startedAt = System.nanoTime();
        narrator.step("Two servers and a shop");
        try (DemoServers servers = DemoServers.start()) {
            Duration started = since(startedAt);
            openShop(servers, started).tell(narrator);
            narrator.fact("all of it took", Numbers.seconds(since(startedAt)));
            if (options.keep()) {
                keep(servers);
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    FailureCode.INTERNAL, "The demo stops: " + e.getMessage() + ".", "Please report this.", e);
        }
    }

    private DemoProof openShop(DemoServers servers, Duration started) throws SQLException, InterruptedException {
        narrator.say("MariaDB on port " + servers.source().port() + " and PostgreSQL on port "
                + servers.target().port() + ", both on loopback only, started in " + Numbers.seconds(started) + ".");
        long fillStartedAt = System.nanoTime();
        new DemoShop(servers).create(options.rows());
        narrator.say(Numbers.count(options.rows()) + " rows of legal, awkward data written in "
                + Numbers.seconds(since(fillStartedAt)) + "; from now on the shop's application writes without end.");
        DemoCommands commands = new DemoCommands(runner, servers);
        narrator.say("Every command below is run with " + commands.connection());
        try (ShopWriter writer = ShopWriter.start(servers.sourceApp(), SEED)) {
            return new Journey(servers, commands, writer, narrator).run();
        }
    }

    private void keep(DemoServers servers) throws InterruptedException {
        narrator.heading("Both servers stay up until Enter or Ctrl-C");
        narrator.fact("source", servers.source().display());
        narrator.fact(
                "", "MIGRATE_SOURCE_PASSWORD=" + servers.source().password().value());
        narrator.fact("target", servers.target().display());
        narrator.fact(
                "", "MIGRATE_TARGET_PASSWORD=" + servers.target().password().value());
        try {
            int key = System.in.read();
            while (key != '\n' && key != -1) {
                key = System.in.read();
            }
            if (key == -1) {
                // Nobody is at the keyboard: only a signal ends it.
                new CountDownLatch(1).await();
            }
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.INTERNAL, "The demo cannot read from the keyboard: " + e.getMessage(), "Try again.", e);
        }
    }

    private static Duration since(long startedAt) {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
