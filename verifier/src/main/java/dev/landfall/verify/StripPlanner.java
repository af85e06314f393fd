package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;

/** Cuts both sides of a table into as many pieces, each in its own order. Confined to its sessions' thread. */
final class StripPlanner {
    private final SessionPair sessions;
    private final RangePlanner ranges;
    private final SampledEnds sampled;
    private final long rangeRows;

    /** @param rangeRows that a strip is to have, about */
    StripPlanner(SessionPair sessions, RangePlanner ranges, long rangeRows) {
        this.sessions = sessions;
        this.ranges = ranges;
        this.sampled = new SampledEnds(sessions);
        this.rangeRows = rangeRows;
    }

    /** None where the target's side cannot be cut: it would be read as fast as it goes beside a small part of the source's. */
    List<Strip> split(TableCheck table) {
        Size size = sessions.target().query(table.target().blocks(), row -> {
            row.next();
            return new Size(row.getLong("blocks"), row.getLong("all_blocks"));
        });
        if (size.blocks() < 2) {
            return List.of();
        }
        List<KeyRange> onSource = onSource(table, size);
        List<KeyRange> onTarget = Blocks.ranges(size.blocks(), onSource.size());
        List<Strip> strips = new ArrayList<>();
        for (int i = 0; i < onSource.size(); i++) {
            strips.add(new Strip(onSource.get(i), i < onTarget.size() ? onTarget.get(i) : null));
        }
        return strips;
    }

    /** @param blocks of the table, or of its largest partition; @param all of its partitions together */
    private record Size(long blocks, long all) {}

    private List<KeyRange> onSource(TableCheck table, Size size) {
        List<KeyRange> found = new ArrayList<>();
        List<String> ends = ends(table, size);
        if (ends.isEmpty()) {
            ranges.split(table, KeyRange.ALL, found::add);
            return found;
        }
        String from = null;
        for (String end : ends) {
            found.add(new KeyRange(from, end));
            from = end;
        }
        found.add(new KeyRange(from, null));
        return found;
    }

    /** Of a sample it takes several keys for each range; without them ranges would be longer than a limit of rows per second allows. */
    private List<String> ends(TableCheck table, Size size) {
        long wanted = table.estimatedRows() / rangeRows + 1;
        return wanted > SampledEnds.MOST_RANGES
                        || ranges.hasPrefixKey(table.plan().source())
                ? List.of()
                : sampled.find(table, size.all(), wanted);
    }
}
