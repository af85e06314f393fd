package dev.landfall.transform;

import dev.landfall.rules.Loss;

/** What became of a row. */
public sealed interface Transformed {
    /** It is written. */
    record Fit(TargetRow row) implements Transformed {}

    /** A policy sets it aside. @param column in the source's spelling, {@link #ALL_COLUMNS} for the whole row; @param reason for people */
    record Rejected(String column, Loss loss, String reason) implements Transformed {
        /** PostgreSQL refuses the row. @param reason its own words */
        public static Rejected byPostgreSql(String reason) {
            return new Rejected(ALL_COLUMNS, Loss.REFUSED_ROW, reason);
        }
    }

    /** In the place of a column, as the configuration spells it. */
    String ALL_COLUMNS = "*";
}
