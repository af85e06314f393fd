package dev.landfall.run;

import java.util.Locale;

/** Where a migration stands, as the control schema keeps it; in order. */
public enum Phase {
    /** Tables are being copied, at positions of their own. */
    COPYING,
    /** The binary log is replayed until all tables are at one position. */
    ALIGNING,
    /** Unique keys, checks and foreign keys are being built. */
    INDEXING,
    /** The target is at one source position and follows it whenever a stream runs. */
    STREAMING,
    /** A cutover holds writes back on the source. */
    FENCED,
    /** The target has everything that the source will ever have. */
    DRAINED,
    /** Source and target are proven equal at the last position. */
    PROVEN,
    /** The target owns the data. */
    HANDED_OVER,
    /** The target owns the data; a rollback holds writes back on it. */
    RETURNING,
    /** The source owns the data again, and is about to take writes. */
    REOPENING;

    /** The form in the control schema and in output, for example {@code handed-over}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a phase of another version */
    public static Phase of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public boolean snapshotDone() {
        return compareTo(STREAMING) >= 0;
    }

    /** Whether the source is not what applications write to: there is nothing to follow, and nothing to cut over. */
    public boolean handedOver() {
        return compareTo(HANDED_OVER) >= 0;
    }

    /** Whether a rollback has begun to hold writes back and has neither given the data back nor gone on. */
    public boolean inRollback() {
        return this == RETURNING || this == REOPENING;
    }

    /** Whether a cutover has begun to hold writes back and has neither handed over nor gone back. */
    public boolean inCutover() {
        return this == FENCED || this == DRAINED || this == PROVEN;
    }
}
