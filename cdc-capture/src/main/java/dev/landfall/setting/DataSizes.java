package dev.landfall.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write and read them. */
public final class DataSizes {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,15})(B|kB|MB|GB|KiB|MiB|GiB)");
    private static final List<String> SHOWN_UNITS = List.of("kB", "MB", "GB", "TB", "PB");
    /** The largest first. */
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("GiB", 1L << 30);
        UNITS.put("GB", 1_000_000_000L);
        UNITS.put("MiB", 1L << 20);
        UNITS.put("MB", 1_000_000L);
        UNITS.put("KiB", 1L << 10);
        UNITS.put("kB", 1_000L);
        UNITS.put("B", 1L);
    }

    private DataSizes() {}

    /** {@code 500kB}, {@code 20MB}, {@code 16MiB}; empty for anything else. */
    public static OptionalLong parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        long unit = Objects.requireNonNull(UNITS.get(matcher.group(2)));
        return amount > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(amount * unit);
    }

    /** What {@link #parse} reads as exactly this many bytes. */
    public static String exact(long bytes) {
        return UNITS.entrySet().stream()
                .filter(unit -> bytes % unit.getValue() == 0)
                .findFirst()
                .map(unit -> bytes / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    /** {@code 310.2 MB}, powers of 1000. */
    public static String text(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 999.95 && unit < SHOWN_UNITS.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, SHOWN_UNITS.get(unit));
    }
}
