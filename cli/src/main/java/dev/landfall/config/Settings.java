package dev.landfall.config;

import dev.landfall.setting.Durations;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import dev.landfall.throttle.Replica;
import dev.landfall.verify.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The file's settings with the flags laid over them, read as what they should be. */
final class Settings {
    private final Map<Setting, Given> values = new EnumMap<>(Setting.class);
    private final ConfigProblems problems;

    Settings(Map<Setting, Given> file, Map<Setting, String> flags, ConfigProblems problems) {
        Path workingDirectory = Path.of("").toAbsolutePath();
        values.putAll(file);
        flags.forEach((setting, text) -> values.put(setting, new Given(text, setting.flagOrPath(), workingDirectory)));
        this.problems = problems;
    }

    @Nullable
    Given given(Setting setting) {
        return values.get(setting);
    }

    /** The flag or path in the file that gives it, or could. */
    String where(Setting setting) {
        Given given = values.get(setting);
        return given == null ? setting.path() : given.where();
    }

    /** Blank text is a problem. */
    Optional<String> text(Setting setting) {
        Given given = values.get(setting);
        if (given != null && given.text().isBlank()) {
            problems.add(given.where(), "is empty.");
            return Optional.empty();
        }
        return Optional.ofNullable(given).map(Given::text);
    }

    /** Patterns separated by commas. */
    List<String> patterns(Setting setting) {
        List<String> patterns = text(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        if (patterns.contains("")) {
            problems.add(where(setting), "has an empty pattern between its commas.");
        }
        return patterns;
    }

    long number(Setting setting, long fallback, long smallest, long largest) {
        Given given = values.get(setting);
        if (given == null) {
            return fallback;
        }
        String text = given.text().strip();
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < smallest || number > largest) {
            problems.add(
                    given.where(),
                    "must be a whole number from " + smallest + " to " + largest + ", but is \"" + text + "\".");
        }
        return number;
    }

    Method method(Setting setting, Method fallback) {
        Given given = values.get(setting);
        if (given == null) {
            return fallback;
        }
        String text = given.text().strip();
        Optional<Method> method = Arrays.stream(Method.values())
                .filter(each -> each.text().equals(text))
                .findFirst();
        if (method.isEmpty()) {
            problems.add(given.where(), "must be auto, rows or checksums, but is \"" + given.text() + "\".");
        }
        return method.orElse(fallback);
    }

    /** Where a file is, whether it is there or not. */
    @Nullable
    Path file(Setting setting) {
        Given given = values.get(setting);
        return text(setting).isEmpty() || given == null ? null : given.resolve(given.text());
    }

    Limits limits() {
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        Arrays.stream(Limit.values())
                .filter(Limit::ofCopy)
                .forEach(limit -> limit(limit, Setting.of(limit)).ifPresent(value -> limits.put(limit, value)));
        return new Limits(limits);
    }

    /** Empty where it is not set. */
    OptionalLong limit(Limit limit, Setting setting) {
        Given given = values.get(setting);
        if (given == null) {
            return OptionalLong.empty();
        }
        OptionalLong value = limit.parse(given.text());
        if (value.isEmpty()) {
            problems.add(given.where(), "must be " + limit.expected() + ", but is \"" + given.text() + "\".");
        }
        return value;
    }

    Map<Hook, String> hooks() {
        Map<Hook, String> hooks = new EnumMap<>(Hook.class);
        for (Hook hook : Hook.values()) {
            text(Setting.of(hook)).ifPresent(command -> hooks.put(hook, command));
        }
        return hooks;
    }

    List<Replica> replicas(Setting setting) {
        List<Replica> replicas = new ArrayList<>();
        for (String text : patterns(setting)) {
            Replica.parse(text)
                    .ifPresentOrElse(
                            replicas::add,
                            () -> problems.add(
                                    where(setting),
                                    "must list replicas as host:port, such as db2.example.com:3306, but has \"" + text
                                            + "\"."));
        }
        return replicas;
    }

    Duration duration(Setting setting, Duration fallback) {
        return duration(setting, fallback, parsed -> !parsed.isZero());
    }

    Duration durationOrZero(Setting setting, Duration fallback) {
        return duration(setting, fallback, parsed -> true);
    }

    private Duration duration(Setting setting, Duration fallback, Predicate<Duration> fits) {
        Given given = values.get(setting);
        if (given == null) {
            return fallback;
        }
        Optional<Duration> duration = Durations.parse(given.text()).filter(fits);
        if (duration.isEmpty()) {
            problems.add(
                    given.where(), "must be a duration such as 500ms, 30s or 5m, but is \"" + given.text() + "\".");
        }
        return duration.orElse(fallback);
    }
}
