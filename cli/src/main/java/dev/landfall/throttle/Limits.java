package dev.landfall.throttle;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The limits that are set, each above 0. */
public record Limits(Map<Limit, Long> values) {
    public static final Limits NONE = new Limits(Map.of());

    public Limits {
        values = Map.copyOf(values);
    }

    /** Empty where nothing is limited. */
    public OptionalLong of(Limit limit) {
        Long value = values.get(limit);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** @param changes an empty value takes a limit off */
    public Limits with(Map<Limit, OptionalLong> changes) {
        Map<Limit, Long> changed = new EnumMap<>(Limit.class);
        changed.putAll(values);
        changes.forEach((limit, value) -> {
            if (value.isPresent()) {
                changed.put(limit, value.getAsLong());
            } else {
                changed.remove(limit);
            }
        });
        return new Limits(changed);
    }

    public Limits only(Predicate<Limit> wanted) {
        return new Limits(values.entrySet().stream()
                .filter(value -> wanted.test(value.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Those that a server has to be asked for. */
    public Set<Limit> probed() {
        return values.keySet().stream().filter(Limit::probed).collect(Collectors.toCollection(TreeSet::new));
    }
}
