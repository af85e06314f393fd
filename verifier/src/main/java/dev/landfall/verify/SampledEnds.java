package dev.landfall.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds ends of ranges of the source without walking its keys, which made a comparison take half as long again: PostgreSQL gives
 * keys of rows that it picks at random, and MariaDB puts them into its order. Confined to its sessions' thread.
 */
final class SampledEnds {
    /** With so many for each range, one in twenty is half as long again as it was meant to be. */
    private static final int KEYS_PER_RANGE = 10;
    /** In one question for their order, whose ranges MariaDB's optimizer still weighs one by one (optimizer_max_sel_arg_weight). */
    private static final int MOST_KEYS = 9_000;
    /** Of all keys together; in hexadecimal they are twice as long, and max_allowed_packet may be 1 MB. */
    private static final long MOST_BYTES = 400_000;
    /** With fewer than three keys for each, some ranges are many times as long as others. */
    static final int MOST_RANGES = MOST_KEYS / 3;
    /** A value that many rows share comes again and again: to find it in the index would take to read all of them. */
    private static final double FEWEST_DISTINCT = 0.7;

    private final SessionPair sessions;

    SampledEnds(SessionPair sessions) {
        this.sessions = sessions;
    }

    /**
     * Ends in the source's order.
     *
     * @param blocks that the target has, in all partitions
     * @param ranges how many are wanted
     * @return one less than wanted, or fewer where the table has fewer; empty where keys say nothing about how rows are spread
     */
    List<String> find(TableCheck table, long blocks, long ranges) {
        long wanted = Math.min(MOST_KEYS, ranges * KEYS_PER_RANGE);
        List<String> sample = sample(table, blocks, wanted);
        Set<String> distinct = new LinkedHashSet<>(sample);
        if (distinct.isEmpty() || distinct.size() < sample.size() * FEWEST_DISTINCT) {
            return List.of();
        }
        List<String> ordered = sessions.source().query(table.source().ranges().order(distinct), SampledEnds::values);
        Set<String> ends = new LinkedHashSet<>();
        for (long i = 1; i < ranges && !ordered.isEmpty(); i++) {
            ends.add(ordered.get((int) (i * ordered.size() / ranges)));
        }
        return List.copyOf(ends);
    }

    /** In the order of the table's blocks, so that what is too many goes evenly. */
    private List<String> sample(TableCheck table, long blocks, long wanted) {
        BigDecimal percent = BigDecimal.valueOf(100L * wanted)
                .divide(BigDecimal.valueOf(blocks), 4, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(100));
        List<String> all = sessions.target().query(table.target().sample(percent), SampledEnds::values);
        long bytes = all.stream()
                .mapToLong(key -> key.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        int most =
                (int) Math.min(Math.min(MOST_KEYS, all.size()), all.size() * MOST_BYTES / Math.max(MOST_BYTES, bytes));
        return IntStream.range(0, most)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / most)))
                .toList();
    }

    private static List<String> values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        while (row.next()) {
            values.add(Objects.requireNonNull(row.getString(1)));
        }
        return values;
    }
}
