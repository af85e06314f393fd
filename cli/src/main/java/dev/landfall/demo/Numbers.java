package dev.landfall.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
