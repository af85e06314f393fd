package dev.landfall.run;

import dev.landfall.config.Spelling;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.throttle.SettingStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * @param settings that there are
     * @throws MigrationException USAGE, with all problems at once
     */
    static ControlChanges of(List<String> words, List<ControlSetting> settings) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = name(word);
            Optional<ControlSetting> known = settings.stream()
                    .filter(setting -> setting.name().equals(name))
                    .findFirst();
            String setting = equals < 0 && Set.of(PAUSE, RESUME).contains(name) ? SettingStore.PAUSED : name;
            if (values.containsKey(setting)) {
                problems.add(word + ": says something else than a word before it.");
            } else if (setting.equals(SettingStore.PAUSED) && equals < 0) {
                values.put(setting, name.equals(PAUSE) ? "true" : null);
            } else if (known.isPresent() && equals > 0) {
                String text = word.substring(equals + 1);
                Optional.ofNullable(known.get().problem(text)).ifPresent(problems::add);
                values.put(setting, known.get().kept(text));
            } else {
                problems.add(unknown(name, equals > 0, settings));
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

    /** What a word is about. */
    static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    private static String unknown(String name, boolean withValue, List<ControlSetting> settings) {
        List<String> known =
                settings.stream().map(ControlSetting::name).collect(Collectors.toCollection(ArrayList::new));
        if (!withValue && known.contains(name)) {
            return name + ": needs a value, as in " + name + "=off.";
        }
        known.addAll(List.of(PAUSE, RESUME));
        return name + ": is nothing that can be changed." + Spelling.didYouMean(name, known);
    }

    boolean has(String setting) {
        return values.containsKey(setting);
    }

    /** Null when it is not changed, and when an earlier change is taken back. */
    @Nullable
    String value(String setting) {
        return values.get(setting);
    }
}
