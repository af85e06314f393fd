package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;

/** Cuts both sides of a table into as many pieces, each in its own order. Confined to its sessions' thread. */
final class StripPlanner {
    private final SessionPair sessions;
    private final RangePlanner ranges;

    StripPlanner(SessionPair sessions, RangePlanner ranges) {
        this.sessions = sessions;
        this.ranges = ranges;
    }

    /** None where the target's side cannot be cut: it would be read as fast as it goes beside a small part of the source's. */
    List<Strip> split(TableCheck table) {
        long blocks = sessions.target().query(table.target().blocks(), row -> {
            row.next();
            return row.getLong("blocks");
        });
        if (blocks < 2) {
            return List.of();
        }
        List<KeyRange> onSource = new ArrayList<>();
        ranges.split(table, KeyRange.ALL, onSource::add);
        List<KeyRange> onTarget = Blocks.ranges(blocks, onSource.size());
        List<Strip> strips = new ArrayList<>();
        for (int i = 0; i < onSource.size(); i++) {
            strips.add(new Strip(onSource.get(i), i < onTarget.size() ? onTarget.get(i) : null));
        }
        return strips;
    }
}
