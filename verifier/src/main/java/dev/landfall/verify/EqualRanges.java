package dev.landfall.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What ranges of a table that were found equal make together.
 *
 * @param joined in the order of the key, with something between any two of them; at least one
 * @param gaps everything else; empty when the ranges are the whole table
 * @param found rows of all of them, at the earliest position
 */
record EqualRanges(List<KeyRange> joined, List<KeyRange> gaps, EqualBefore found) {
    /** What has changed since is looked for in each of them; to compare the shorter ones once more takes less. */
    private static final int MOST = 16;

    EqualRanges {
        joined = List.copyOf(joined);
        gaps = List.copyOf(gaps);
    }

    /** @param ranges at least one, in any order; @param order of their ends */
    static EqualRanges of(List<EqualRange> ranges, Comparator<String> order) {
        List<EqualRange> kept = joined(ranges, order).stream()
                .sorted(Comparator.comparingLong(
                                (EqualRange range) -> range.found().rows())
                        .reversed())
                .limit(MOST)
                .sorted(Comparator.comparing((EqualRange range) -> range.range().from(), Comparator.nullsFirst(order)))
                .toList();
        return new EqualRanges(
                kept.stream().map(EqualRange::range).toList(),
                gaps(kept),
                kept.stream()
                        .map(EqualRange::found)
                        .reduce(EqualRanges::earlier)
                        .orElseThrow());
    }

    private static List<EqualRange> joined(List<EqualRange> ranges, Comparator<String> order) {
        List<EqualRange> joined = new ArrayList<>();
        ranges.stream()
                .sorted(Comparator.comparing((EqualRange range) -> range.range().from(), Comparator.nullsFirst(order)))
                .forEach(next -> {
                    int last = joined.size() - 1;
                    if (last >= 0 && touches(joined.get(last).range(), next.range(), order)) {
                        joined.set(last, join(joined.get(last), next, order));
                    } else {
                        joined.add(next);
                    }
                });
        return joined;
    }

    /** @param next begins no earlier */
    private static boolean touches(KeyRange range, KeyRange next, Comparator<String> order) {
        return range.until() == null || next.from() == null || order.compare(next.from(), range.until()) <= 0;
    }

    private static EqualRange join(EqualRange first, EqualRange next, Comparator<String> order) {
        String until = later(first.range().until(), next.range().until(), order);
        EqualBefore both = earlier(first.found(), next.found());
        // Found twice, its rows are the same.
        EqualBefore found = Objects.equals(until, first.range().until())
                ? new EqualBefore(both.gtids(), first.found().rows(), both.at(), false)
                : both;
        return new EqualRange(new KeyRange(first.range().from(), until), found);
    }

    private static @Nullable String later(@Nullable String one, @Nullable String other, Comparator<String> order) {
        return one == null || other == null ? null : order.compare(one, other) < 0 ? other : one;
    }

    private static EqualBefore earlier(EqualBefore one, EqualBefore other) {
        EqualBefore first = other.at().isBefore(one.at()) ? other : one;
        return new EqualBefore(first.gtids(), one.rows() + other.rows(), first.at(), false);
    }

    private static List<KeyRange> gaps(List<EqualRange> kept) {
        List<KeyRange> gaps = new ArrayList<>();
        String from = null;
        boolean open = true;
        for (EqualRange each : kept) {
            if (each.range().from() != null) {
                gaps.add(new KeyRange(from, each.range().from()));
            }
            from = each.range().until();
            open = from != null;
        }
        if (open) {
            gaps.add(new KeyRange(from, null));
        }
        return gaps;
    }
}
