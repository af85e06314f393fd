package dev.landfall.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tells rows that are missing one by one from rows that are missing together. Confined to its sessions' thread. */
final class MissingRanges {
    /** Two neighbours are missing by chance more often than three. */
    private static final int FEWEST_ROWS = 3;
    /** More of them are looked at in vain: what is listed is read by people. */
    private static final int MOST_ROWS = 10_000;

    private final Frames frames;

    MissingRanges(Frames frames) {
        this.frames = frames;
    }

    /** In a table with a single integer key: rows of which the target lacks everything in between are a range. */
    void name(TableCheck table) {
        if (!table.plan().chunked()
                || !table.target().inRanges()
                || table.plan().rowKey().size() != 1
                || !table.target().keyFound()) {
            return;
        }
        List<BigInteger> missing = table.differences().stream()
                .filter(explained -> explained.difference().kind() == RowDifference.Kind.MISSING)
                .map(MissingRanges::key)
                .sorted()
                .limit(MOST_ROWS)
                .toList();
        if (missing.size() < FEWEST_ROWS) {
            return;
        }
        Set<BigInteger> inRanges = inRanges(missing, gaps(table, missing));
        table.replaceDifferences(explained ->
                explained.difference().kind() == RowDifference.Kind.MISSING && inRanges.contains(key(explained))
                        ? explained.by(Cause.MISSING_RANGE)
                        : explained);
    }

    private static BigInteger key(Explained explained) {
        return new BigInteger(Objects.requireNonNull(explained.key().values().get(0)));
    }

    /** Numbers of the missing rows behind which, up to the next one, nothing is on the target. */
    private Set<Integer> gaps(TableCheck table, List<BigInteger> missing) {
        Set<Integer> gaps = new HashSet<>();
        List<String> keys = missing.stream().map(BigInteger::toString).toList();
        frames.sessions().target().query(table.target().gaps(keys), rows -> {
            while (rows.next()) {
                gaps.add(rows.getInt(1));
            }
            return true;
        });
        frames.release();
        return gaps;
    }

    private static Set<BigInteger> inRanges(List<BigInteger> missing, Set<Integer> gaps) {
        Set<BigInteger> inRanges = new HashSet<>();
        List<BigInteger> run = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            run.add(missing.get(i));
            if (!gaps.contains(i)) {
                if (run.size() >= FEWEST_ROWS) {
                    inRanges.addAll(run);
                }
                run.clear();
            }
        }
        return inRanges;
    }
}
