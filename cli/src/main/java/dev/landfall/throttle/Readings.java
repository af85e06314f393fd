package dev.landfall.throttle;

import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The latest answers; one that is old is none, because a server that does not answer may be one that cannot. Thread-safe. */
public final class Readings {
    /** Several times the period of asking. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final LongSupplier nanoClock;
    private final Map<Limit, Taken> latest = new ConcurrentHashMap<>();

    private record Taken(Reading reading, long nanos) {}

    /** @param nanoClock as {@link System#nanoTime} */
    public Readings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Limits that are not among them are not asked for any more. */
    public void take(Map<Limit, Reading> readings) {
        long now = nanoClock.getAsLong();
        latest.keySet().retainAll(readings.keySet());
        readings.forEach((limit, reading) -> latest.put(limit, new Taken(reading, now)));
    }

    Reading of(Limit limit) {
        Taken taken = latest.get(limit);
        if (taken == null) {
            return new Reading.Unreadable("no answer yet");
        }
        Duration age = Duration.ofNanos(nanoClock.getAsLong() - taken.nanos());
        return age.compareTo(FRESH) > 0
                ? new Reading.Unreadable("no answer for " + Durations.text(Duration.ofSeconds(age.toSeconds())))
                : taken.reading();
    }
}
