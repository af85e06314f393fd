package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;

/**
 * @param rows that the shop has at first, in all tables together
 * @param keep leaves the servers up at the end, until Enter or Ctrl-C
 */
public record DemoOptions(int rows, boolean keep) {
    /** So many that the journey, there, back and there again, takes about half a minute on two cores. */
    public static final int DEFAULT_ROWS = 200_000;

    /** @throws MigrationException when there are too few rows to fill every table */
    public DemoOptions {
        if (rows < ShopData.MIN_ROWS) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "--rows is " + rows + "; expected " + ShopData.MIN_ROWS + " or more.",
                    "Give a larger number, or none for " + DEFAULT_ROWS + ".");
        }
    }
}
