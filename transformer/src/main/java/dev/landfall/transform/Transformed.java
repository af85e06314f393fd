package dev.landfall.transform;

import dev.landfall.rules.Loss;

/** What became of a row. */
public sealed interface Transformed {
    /** It is written. */
    record Fit(TargetRow row) implements Transformed {}

    /** A policy sets it aside. @param column in the source's spelling; @param reason for people */
    record Rejected(String column, Loss loss, String reason) implements Transformed {}
}
