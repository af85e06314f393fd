package dev.landfall.run;

import dev.landfall.config.Spelling;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.SettingStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command line of {@code migrate ctl} changes, understood as a whole or not at all.
 *
 * @param values by name of the setting; null takes an earlier change back
 */
record ControlChanges(Map<String, @Nullable String> values) {
    private static final String PAUSE = "pause";
    private static final String RESUME = "resume";

    /**
     * @param words {@code pause}, {@code resume} and {@code NAME=VALUE}
     * @param maxWorkers that the snapshot was started with
     * @throws MigrationException USAGE, with all problems at once
     */
    static ControlChanges of(List<String> words, int maxWorkers) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            String setting = equals < 0 && Set.of(PAUSE, RESUME).contains(name) ? SettingStore.PAUSED : name;
            if (values.containsKey(setting)) {
                problems.add(word + ": says something else than a word before it.");
            } else if (setting.equals(SettingStore.PAUSED) && equals < 0) {
                values.put(setting, name.equals(PAUSE) ? "true" : null);
            } else if (name.equals(SettingStore.WORKERS) && equals > 0) {
                values.put(setting, workers(word.substring(equals + 1), maxWorkers, problems));
            } else if (Limit.ofWord(name).isPresent() && equals > 0) {
                values.put(setting, limit(Limit.ofWord(name).get(), word.substring(equals + 1), problems));
            } else {
                problems.add(unknown(name, equals > 0));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    problems.size() == 1
                            ? problems.get(0)
                            : problems.size() + " problems:\n  - " + String.join("\n  - ", problems),
                    "Nothing was changed. migrate ctl shows what there is, migrate ctl --help how to change it.");
        }
        return new ControlChanges(values);
    }

    private static @Nullable String workers(String text, int max, List<String> problems) {
        if (text.equals(SettingStore.OFF)) {
            return null;
        }
        int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            problems.add("workers: must be a whole number from 1 to " + max
                    + ", which the snapshot was started with, or off, but is \"" + text + "\".");
        }
        return text;
    }

    private static String limit(Limit limit, String text, List<String> problems) {
        if (!text.equals(SettingStore.OFF) && limit.parse(text).isEmpty()) {
            problems.add(limit.word() + ": must be " + limit.expected() + ", or off, but is \"" + text + "\".");
        }
        return text;
    }

    private static String unknown(String name, boolean withValue) {
        List<String> known = new ArrayList<>(Limit.allWords());
        known.add(SettingStore.WORKERS);
        if (!withValue && known.contains(name)) {
            return name + ": needs a value, as in " + name + "=off.";
        }
        known.addAll(List.of(PAUSE, RESUME));
        return name + ": is nothing that can be changed." + Spelling.didYouMean(name, known);
    }
}
