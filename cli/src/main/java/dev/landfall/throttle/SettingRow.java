package dev.landfall.throttle;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code landfall.setting}.
 *
 * @param configured as the configuration of the latest snapshot or verification had it; null for off
 * @param value as {@code migrate ctl} has it; null where it has said nothing
 */
public record SettingRow(
        String name, @Nullable String configured, @Nullable String value) {
    /** What counts; null for off. */
    public @Nullable String inForce() {
        if (value == null) {
            return configured;
        }
        return value.equals(SettingStore.OFF) ? null : value;
    }
}
