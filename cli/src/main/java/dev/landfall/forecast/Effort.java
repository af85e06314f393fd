package dev.landfall.forecast;

/**
 * What a statement costs, in bytes that cost as much to copy. These are rough, from the seconds of the steps in
 * docs/performance.md: they count until the first statements of the kind are through.
 */
public enum Effort {
    /** It changes no more than the catalog. */
    CATALOG {
        @Override
        double units(double rows, double bytes) {
            return STATEMENT;
        }
    },
    /** It goes through all rows: a B-tree, a check, a foreign key that is validated. */
    ROWS {
        @Override
        double units(double rows, double bytes) {
            return STATEMENT + 70 * rows;
        }
    },
    /** It reads as many pages and rows as ANALYZE samples with the usual statistics target. */
    SAMPLE {
        @Override
        double units(double rows, double bytes) {
            return STATEMENT + 130 * Math.min(rows, SAMPLE_SIZE) + 1_200 * Math.min(bytes / PAGE, SAMPLE_SIZE);
        }
    },
    /** It depends on what is in the values, as a full-text index does: there is nothing to go on. */
    UNKNOWN {
        @Override
        double units(double rows, double bytes) {
            return 0;
        }
    };

    /** For a round trip and a commit: about 3 ms on that machine. */
    static final double STATEMENT = 200_000;

    private static final double SAMPLE_SIZE = 30_000;
    private static final double PAGE = 8_192;

    abstract double units(double rows, double bytes);
}
