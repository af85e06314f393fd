package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedServers;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Servers and a folder for one benchmark; they do not outlive it, however it ends. */
final class BenchRun {
    private BenchRun() {}

    /** What is done with them. */
    interface Measuring<R> {
        /** @param facts what the figures hold for */
        R measure(BenchServers servers, BenchFolder folder, List<Fact> facts) throws Exception;
    }

    /**
     * @param command as it is typed
     * @param space how much room on the disk the data need, in words
     * @throws MigrationException when there are no servers, or nothing can be measured
     */
    static <R> R of(String command, String space, Consumer<String> progress, Measuring<R> measuring)
            throws InterruptedException {
        if (!EmbeddedServers.available()) {
            throw new MigrationException(
                    FailureCode.DEMO_UNAVAILABLE,
                    "The embedded servers are not part of this distribution, or this is not Linux on x86-64.",
                    "Run ./migrate " + command + " in a source checkout on Linux.");
        }
        Fact load = Surroundings.load();
        progress.accept("starting MariaDB and PostgreSQL");
        try (BenchFolder folder = BenchFolder.create();
                BenchServers servers = BenchServers.start()) {
            List<Fact> facts = new ArrayList<>(Surroundings.facts(servers));
            facts.add(1, load);
            return measuring.measure(servers, folder, facts);
        } catch (InterruptedException | MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The benchmark stops: " + e + ".",
                    "Check the free disk space (" + space + ") and memory, then run it again.",
                    e);
        }
    }
}
