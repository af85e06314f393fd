package dev.landfall.run;

import java.util.List;

/**
 * What can be changed while a snapshot copies, and what is in force.
 *
 * @param copying whether a snapshot copies now
 * @param held why it waits; empty when it does not
 * @param paused whether it would wait, were it running
 */
public record ControlReport(List<Setting> settings, boolean copying, List<String> held, boolean paused) {
    public ControlReport {
        settings = List.copyOf(settings);
        held = List.copyOf(held);
    }

    /** @param configured for people, {@code off} where nothing is set; @param inForce likewise */
    public record Setting(String name, String configured, String inForce) {}
}
