package dev.landfall.throttle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code migrate ctl} says.
 *
 * @param workers how many may copy; empty for as many as there are
 * @param limits those that it changes; an empty value takes a configured limit off
 */
public record Instructions(boolean paused, OptionalInt workers, Map<Limit, OptionalLong> limits) {
    public static final Instructions NONE = new Instructions(false, OptionalInt.empty(), Map.of());

    public Instructions {
        limits = Map.copyOf(limits);
    }

    /** @throws IllegalArgumentException for what only another version can have written */
    static Instructions of(List<SettingRow> rows) {
        boolean paused = false;
        OptionalInt workers = OptionalInt.empty();
        Map<Limit, OptionalLong> limits = new EnumMap<>(Limit.class);
        for (SettingRow row : rows) {
            String value = row.value();
            if (value == null) {
                continue;
            }
            switch (row.name()) {
                case SettingStore.PAUSED -> paused = true;
                case SettingStore.WORKERS -> workers = OptionalInt.of(Integer.parseInt(value));
                default -> {
                    Limit limit = Limit.ofWord(row.name())
                            .orElseThrow(() -> new IllegalArgumentException("unknown setting " + row.name()));
                    limits.put(limit, SettingStore.value(limit, value));
                }
            }
        }
        return new Instructions(paused, workers, limits);
    }

    public Limits inForce(Limits configured) {
        return configured.with(limits);
    }

    /** Why the copy has to wait now, the user's own word first. @param inForce what of {@link #inForce} is to be kept */
    public List<Hold> holds(Limits inForce, Readings readings) {
        List<Hold> holds = new ArrayList<>();
        if (paused) {
            holds.add(new Hold.Paused());
        }
        for (Limit limit : inForce.probed()) {
            readings.of(limit).against(limit, inForce.of(limit).orElseThrow()).ifPresent(holds::add);
        }
        return holds;
    }
}
