package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the target's side of a table by where its rows lie, which takes no order of values. PostgreSQL reads a range of blocks without
 * the others since release 14 (TID Range Scan); of a partitioned table the same blocks of each partition.
 */
final class Blocks {
    /** The place of a row, quoted for no source: MariaDB has none. */
    static final KeyColumn COLUMN = new KeyColumn("", "ctid", "", "", KeyLiteral.BLOCK);

    private Blocks() {}

    /**
     * Ranges of about the same length, of which the last is open: whatever lies behind belongs to it.
     *
     * @param blocks that the table has, 0 where it cannot be cut
     * @param parts at least 1
     */
    static List<KeyRange> ranges(long blocks, long parts) {
        long count = Math.max(1, Math.min(blocks, parts));
        List<KeyRange> ranges = new ArrayList<>();
        for (long part = 0; part < count; part++) {
            ranges.add(new KeyRange(
                    count == 1 ? null : Long.toString(blocks * part / count),
                    part == count - 1 ? null : Long.toString(blocks * (part + 1) / count)));
        }
        return ranges;
    }
}
