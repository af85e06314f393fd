package dev.landfall.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures hold for. */
final class Surroundings {
    private static final long MEGABYTE = 1_000_000;

    private Surroundings() {}

    /** What others did to the machine before the first server started: figures of a busy one say little. */
    static Fact load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Fact("load before", String.format(Locale.ROOT, "%.1f on average in the last minute", load));
    }

    static List<Fact> facts(BenchServers servers) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("machine", machine()));
        facts.add(new Fact("Java", System.getProperty("java.vm.name") + " " + Runtime.version()));
        facts.add(new Fact(
                "source",
                version(new SourceDatabase(servers.source("")).connect()) + ", "
                        + String.join(", ", BenchServers.SOURCE_SETTINGS)));
        facts.add(new Fact(
                "target",
                version(new TargetDatabase(servers.target("postgres")).connect()) + ", "
                        + String.join(", ", BenchServers.TARGET_SETTINGS)));
        return facts;
    }

    private static String machine() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() / MEGABYTE
                : 0;
        return Runtime.getRuntime().availableProcessors() + " processors, " + memory + " MB of memory, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static String version(Connection connection) throws SQLException {
        try (connection) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
