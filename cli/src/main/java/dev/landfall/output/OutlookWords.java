package dev.landfall.output;

import dev.landfall.forecast.Outlook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a snapshot will be done, and what nobody can tell about that. */
final class OutlookWords {
    private OutlookWords() {}

    static String of(Outlook outlook) {
        String left = outlook.left() == null ? "ETA not known" : "ETA " + text(outlook.left());
        return left + without(outlook.uncounted());
    }

    static String text(Duration left) {
        return Figures.duration(whole(left));
    }

    /** Behind an ETA. */
    static String without(List<String> uncounted) {
        return uncounted.isEmpty() ? "" : " without " + String.join(" and ", uncounted);
    }

    static @Nullable Long seconds(@Nullable Duration left) {
        return left == null ? null : whole(left).toSeconds();
    }

    private static Duration whole(Duration left) {
        return Duration.ofSeconds((left.toMillis() + 999) / 1_000);
    }
}
