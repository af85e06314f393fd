package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.event.SourcePosition;
import dev.landfall.snapshot.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a table's copy, as the control schema keeps it.
 *
 * @param position where its rows were read; null while it is not copied
 */
public record Chunk(
        TableName table,
        int ordinal,
        KeyRange range,
        long expectedRows,
        @Nullable SourcePosition position,
        long rows,
        long bytes,
        long copyMillis) {
    public boolean done() {
        return position != null;
    }
}
