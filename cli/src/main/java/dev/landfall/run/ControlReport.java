package dev.landfall.run;

import java.util.List;

/**
 * What can be changed while a snapshot copies or a stream runs, and what is in force.
 *
 * @param run what it is about
 * @param running whether one runs now
 * @param step of the snapshot that is under way; empty where that is not told
 * @param held why it waits; empty when it does not
 * @param paused whether it would wait, were it running
 * @param taken whether the one that runs goes by all of it already
 */
public record ControlReport(
        Run run,
        List<Setting> settings,
        boolean running,
        String step,
        List<String> held,
        boolean paused,
        boolean taken) {
    public ControlReport {
        settings = List.copyOf(settings);
        held = List.copyOf(held);
    }

    /** What runs. */
    public enum Run {
        SNAPSHOT,
        STREAM
    }

    /** @param configured for people, {@code off} where nothing is set; @param inForce likewise */
    public record Setting(String name, String configured, String inForce) {}
}
