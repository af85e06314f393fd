package dev.landfall.forecast;

import java.util.Map;

/**
 * What is known of a table before it is copied.
 *
 * @param expectedRows the storage engine's estimate
 * @param expectedBytes the same, as the source stores the rows
 * @param builds how many statements of what effort each later stage has for it
 */
public record TableShape(
        String table, long expectedRows, long expectedBytes, int columns, Map<Stage, Map<Effort, Integer>> builds) {
    /** Decoding and encoding a column, in bytes that cost as much to copy. */
    private static final double COLUMN = 30;

    public TableShape {
        builds = Map.copyOf(builds);
    }

    /** What rows cost, in bytes that cost as much to copy. */
    public double units(double rows, double bytes) {
        return bytes + COLUMN * columns * rows;
    }
}
