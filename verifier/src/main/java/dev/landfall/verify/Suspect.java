package dev.landfall.verify;

import dev.landfall.event.GtidSet;

/** A key that is read again and again until it is known what its difference is. */
final class Suspect {
    /**
     * Readings in a row that must all find the same, with the target's row not written in between. Two would do where the
     * target has the row: whatever changed the source in between has reached the target by the second reading, and would
     * have written the row. Where the target has none, it may come and go, and have gone each time.
     */
    static final int READINGS = 5;

    private final RowKey key;
    private RowState source = RowState.ABSENT;
    private RowState target = RowState.ABSENT;
    private GtidSet since = GtidSet.EMPTY;
    private int readings;
    private int unmoved;
    private boolean stoodStill;

    Suspect(RowKey key) {
        this.key = key;
    }

    /** What a reading tells. */
    enum Finding {
        /** The target has, or had a moment ago, what the source has. */
        EQUAL,
        DIFFERENT,
        /** Not known yet. */
        OPEN
    }

    RowKey key() {
        return key;
    }

    /** What the last reading found. */
    Candidate candidate() {
        return new Candidate(key, source, target);
    }

    /** @param frame the frame that both states were read in */
    Finding read(RowState sourceNow, RowState targetNow, Frame frame) {
        boolean caughtUp = readings > 0 && target.sameRows(sourceNow);
        if (sourceNow.sameRows(targetNow) || caughtUp) {
            return Finding.EQUAL;
        }
        if (readings == 0 || !source.sameRows(sourceNow) || !target.equals(targetNow)) {
            unmoved = 0;
            stoodStill = false;
            since = frame.upperBound();
        }
        readings++;
        unmoved++;
        source = sourceNow;
        target = targetNow;
        return stoodStill && frame.shows(since) ? Finding.DIFFERENT : Finding.OPEN;
    }

    /** Whether reading it once more tells less than watching it: it moved, or it seems never to. */
    boolean worthWatching() {
        return unmoved >= READINGS || readings > 1 && unmoved == 1;
    }

    /** It was watched, and was seen in no other state than the last reading's on either side. */
    void stoodStill() {
        stoodStill = unmoved >= READINGS;
    }
}
