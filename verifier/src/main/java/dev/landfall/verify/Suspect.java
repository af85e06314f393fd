package dev.landfall.verify;

import dev.landfall.event.GtidSet;

/** A key that is read again and again until it is known what its difference is. */
final class Suspect {
    /**
     * Readings in a row that must all find the same, with the target's row not written in between. Two prove it where the
     * target has the row, because whatever changed the source between them would have reached the target and written the
     * row; where it has none, chance is left that a row which comes and goes was seen at the same phase each time.
     */
    static final int READINGS = 5;

    private final RowKey key;
    private RowState source = RowState.ABSENT;
    private RowState target = RowState.ABSENT;
    private GtidSet since = GtidSet.EMPTY;
    private int readings;

    Suspect(RowKey key) {
        this.key = key;
    }

    /** What a reading tells. */
    enum Finding {
        /** The target has, or had a moment ago, what the source has. */
        EQUAL,
        DIFFERENT,
        /** The row moves. */
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
        boolean unmoved = readings > 0 && source.sameRows(sourceNow) && target.equals(targetNow);
        if (!unmoved) {
            readings = 0;
            since = frame.upperBound();
        }
        readings++;
        source = sourceNow;
        target = targetNow;
        return readings >= READINGS && frame.shows(since) ? Finding.DIFFERENT : Finding.OPEN;
    }
}
