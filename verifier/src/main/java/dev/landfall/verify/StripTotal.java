package dev.landfall.verify;

/** What some strips of one side come to. @param keys by which a few rows that differ can be told */
record StripTotal(RowTotal rows, KeySketch keys) {
    static final StripTotal NONE = new StripTotal(RowTotal.NONE, KeySketch.NONE);

    StripTotal plus(StripTotal other) {
        return new StripTotal(rows.plus(other.rows), keys.plus(other.keys));
    }
}
