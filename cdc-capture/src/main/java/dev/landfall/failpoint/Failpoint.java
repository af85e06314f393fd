package dev.landfall.failpoint;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moments that are worth a crash: just before and just after something is kept. With the environment variable {@value
 * #VARIABLE} set to a failpoint's name the process ends there at once, as SIGKILL would end it; with {@code NAME:3} when it gets
 * there for the third time. For tests: without the variable nothing happens. Thread-safe.
 */
public enum Failpoint {
    /** The target has its empty tables, and knows of no migration yet. */
    SNAPSHOT_SCHEMA_CREATED,
    /** The migration and its chunks are kept. */
    SNAPSHOT_PLANNED,
    /** A chunk was parted in the ledger. */
    SNAPSHOT_CHUNK_CUT,
    /** A chunk's rows are in the target, and not committed. */
    SNAPSHOT_CHUNK_LOADED,
    /** A chunk is committed. */
    SNAPSHOT_CHUNK_KEPT,
    /** All chunks are copied, nothing else is done. */
    SNAPSHOT_COPIED,
    /** The indexes of the copy are built, the position to stream from is not kept yet. */
    SNAPSHOT_INDEXED,
    /** Chunks of several positions were brought to one, the phase is still the one before. */
    SNAPSHOT_ALIGNED,
    /** Unique and foreign keys are there, the phase is still the one before. */
    SNAPSHOT_KEYS_ADDED,
    /** The snapshot is complete, and nobody knows yet. */
    SNAPSHOT_ANALYZED,
    /** A batch's changes and its position are in the target, and not committed. */
    STREAM_BATCH_WRITTEN,
    /** A batch is committed. */
    STREAM_BATCH_KEPT,
    /** A schema change, the plan and the position are in the target, and not committed. */
    STREAM_SCHEMA_CHANGED,
    /** A schema change is committed, the stream has not gone on with its plan yet. */
    STREAM_SCHEMA_KEPT,
    /** Ranges of a table were found equal and that is kept, the table has others. */
    VERIFY_RANGE_KEPT,
    /** A table was found equal and that is kept, the verification has not come to its end. */
    VERIFY_TABLE_KEPT,
    /** A group's own rows are in the control schema, and not committed. */
    GROUP_WRITTEN,
    /** A group is taken out of its migration, and nobody was told. */
    GROUP_KEPT,
    /** One kind of writes to one table is refused by a trigger. */
    FENCE_TRIGGER_MADE,
    /** One kind of writes to one table is taken again. */
    FENCE_TRIGGER_DROPPED,
    /** The cutover is in phase fenced, the source still takes writes. */
    CUTOVER_FENCING,
    /** The source refuses writes and stands still. */
    CUTOVER_FENCED,
    /** The target has the source's last transaction. */
    CUTOVER_DRAINED,
    /** The last verification is clean and kept. */
    CUTOVER_PROVEN,
    /** The sequences are set, and the hand-over is not sent. */
    CUTOVER_SEQUENCES_SET,
    /** The way back is made, and not open. */
    CUTOVER_WAY_BACK_MADE,
    /** The hand-over is committed, and nobody was told. */
    CUTOVER_HANDED_OVER,
    /** A batch that comes back and its position are on MariaDB, and not committed. */
    REVERSE_BATCH_WRITTEN,
    /** A batch that comes back is committed, and PostgreSQL was not told. */
    REVERSE_BATCH_KEPT,
    /** PostgreSQL refuses writes, and the rollback knows. */
    ROLLBACK_FENCED,
    /** MariaDB has everything that PostgreSQL had. */
    ROLLBACK_DRAINED,
    /** MariaDB's counters are set, both sides were proven equal. */
    ROLLBACK_PROVEN,
    /** MariaDB owns the data by the control schema, and refuses writes yet. */
    ROLLBACK_DECIDED,
    /** MariaDB takes writes, and the control schema does not say so. */
    ROLLBACK_REOPENED,
    /** The rollback is done, the way back is still there. */
    ROLLBACK_RETURNED;

    public static final String VARIABLE = "LANDFALL_FAILPOINT";

    /** What a shell says of a process that SIGKILL has ended. */
    public static final int EXIT_CODE = 137;

    private static final @Nullable Armed ARMED = Armed.of(System.getenv(VARIABLE));

    private record Armed(Failpoint at, AtomicInteger left) {
        static @Nullable Armed of(@Nullable String setting) {
            if (setting == null || setting.isEmpty()) {
                return null;
            }
            String[] parts = setting.split(":", 2);
            return Arrays.stream(values())
                    .filter(failpoint -> failpoint.name().equals(parts[0]))
                    .findFirst()
                    .map(failpoint ->
                            new Armed(failpoint, new AtomicInteger(parts.length == 1 ? 1 : Integer.parseInt(parts[1]))))
                    .orElseThrow(() -> new IllegalArgumentException(VARIABLE + " is " + setting + ", and not one of "
                            + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
        }
    }

    /** Says that the process is here, and does not come back from it when that is where it ends. */
    public void reach() {
        if (ARMED != null && ARMED.at == this && ARMED.left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
