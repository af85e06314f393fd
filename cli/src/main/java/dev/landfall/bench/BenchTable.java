package dev.landfall.bench;

import java.util.ArrayList;
import java.util.List;

/** One table of the data; its key {@code id} counts from 1 to {@code rows} without a gap. */
record BenchTable(String name, long rows) {
    /** Rows of the large tables for one row of the table of documents. */
    static final int MIN_ROWS = 20;

    /** Rows {@code first} to {@code last}, both included. */
    record Piece(BenchTable table, long first, long last) {
        long rows() {
            return last - first + 1;
        }
    }

    /** @param rows of the large tables */
    static List<BenchTable> all(int rows) {
        return List.of(
                new BenchTable("orders", rows),
                new BenchTable("sbtest1", rows),
                new BenchTable("docs", rows / MIN_ROWS));
    }

    /** The whole table, in pieces of at most so many rows. */
    List<Piece> pieces(long maxRows) {
        List<Piece> pieces = new ArrayList<>();
        for (long first = 1; first <= rows; first += maxRows) {
            pieces.add(new Piece(this, first, Math.min(rows, first + maxRows - 1)));
        }
        return pieces;
    }
}
