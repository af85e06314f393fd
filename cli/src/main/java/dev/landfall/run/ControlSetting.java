package dev.landfall.run;

import dev.landfall.throttle.Limit;
import dev.landfall.throttle.SettingStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code migrate ctl} changes by {@code NAME=VALUE}.
 *
 * @param expected what fits, for messages
 * @param offIsDefault whether {@code off} takes a change back; otherwise it is a value of its own, stronger than the configuration
 */
record ControlSetting(String name, String expected, Predicate<String> fits, boolean offIsDefault) {
    static final String BATCH = "batch";
    static final String STOP_AT = "stop-at";

    private static final String GTID = "\\d{1,10}-\\d{1,10}-\\d{1,19}";

    /** @param maxWorkers that the snapshot was started with */
    static List<ControlSetting> ofCopy(int maxWorkers) {
        List<ControlSetting> settings = new ArrayList<>(ofLimits(Limit::ofCopy));
        settings.add(new ControlSetting(
                SettingStore.WORKERS,
                "a whole number from 1 to " + maxWorkers + ", which the snapshot was started with",
                text -> isNumber(text, maxWorkers),
                true));
        return settings;
    }

    /** Of a snapshot, and of a verification beside a stream. */
    private static List<ControlSetting> ofLimits(Predicate<Limit> wanted) {
        return Arrays.stream(Limit.values())
                .filter(wanted)
                .map(limit -> new ControlSetting(
                        limit.word(),
                        limit.expected(),
                        text -> limit.parse(text).isPresent(),
                        false))
                .toList();
    }

    static List<ControlSetting> ofStream() {
        List<ControlSetting> settings = new ArrayList<>(List.of(
                new ControlSetting(
                        BATCH, "a whole number of changes from 1 on", text -> isNumber(text, Integer.MAX_VALUE), true),
                new ControlSetting(
                        STOP_AT, "a GTID such as 0-1-4711", text -> text.matches(GTID + "(," + GTID + ")*"), true)));
        settings.addAll(ofLimits(limit -> true));
        return settings;
    }

    private static boolean isNumber(String text, int max) {
        return text.matches("[0-9]{1,10}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= max;
    }

    /** Null for a value that fits. */
    @Nullable
    String problem(String text) {
        return text.equals(SettingStore.OFF) || fits.test(text)
                ? null
                : name + ": must be " + expected + ", or off, but is \"" + text + "\".";
    }

    /** What is kept of it; null takes an earlier change back. */
    @Nullable
    String kept(String text) {
        return offIsDefault && text.equals(SettingStore.OFF) ? null : text;
    }
}
