package dev.landfall.forecast;

/**
 * What a statement costs, in bytes that cost as much to copy. These are rough, from the seconds of the steps in
 * docs/performance.md: they count until the first statements of the kind are through.
 */
public enum Effort {
    /** It changes no more than the catalog. */
    CATALOG {
        @Override
        double units(double rows) {
            return STATEMENT;
        }
    },
    /** It goes through all rows: a B-tree, a check, a foreign key that is validated. */
    ROWS {
        @Override
        double units(double rows) {
            return STATEMENT + 70 * rows;
        }
    },
    /** It looks at as many rows as ANALYZE samples with the usual statistics target. */
    SAMPLE {
        @Override
        double units(double rows) {
            return STATEMENT + 1_300 * Math.min(rows, 30_000);
        }
    },
    /** It depends on what is in the values, as a full-text index does: there is nothing to go on. */
    UNKNOWN {
        @Override
        double units(double rows) {
            return 0;
        }
    };

    /** For a round trip and a commit: about 3 ms on that machine. */
    static final double STATEMENT = 200_000;

    abstract double units(double rows);
}
