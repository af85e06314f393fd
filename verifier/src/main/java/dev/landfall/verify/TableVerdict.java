package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one table.
 *
 * @param sourceRows rows compared on the source
 * @param ranges in which they were compared, none where only rows that have changed were
 * @param differing all rows that differ; {@code differences} keeps the first of them
 * @param unsettled why parity could be neither proven nor disproven; empty when it could
 * @param checksums of all rows that were compared; null where the servers have not computed a digest of each
 * @param span where the differing rows lie; null where none does, or none has a place in the key's order
 * @param before what was found earlier, where only what has changed since was compared; else null
 * @param unread whether its rows could not be read on the target at all, because something of it is missing there
 */
public record TableVerdict(
        TableName table,
        long sourceRows,
        long targetRows,
        long ranges,
        long differing,
        List<RowDifference> differences,
        String unsettled,
        Duration took,
        @Nullable TableChecksums checksums,
        @Nullable KeySpan span,
        @Nullable EqualBefore before,
        boolean unread) {
    public TableVerdict {
        differences = List.copyOf(differences);
    }

    /** Of a table whose rows were compared. */
    public TableVerdict(
            TableName table,
            long sourceRows,
            long targetRows,
            long ranges,
            long differing,
            List<RowDifference> differences,
            String unsettled,
            Duration took,
            @Nullable TableChecksums checksums,
            @Nullable KeySpan span,
            @Nullable EqualBefore before) {
        this(
                table,
                sourceRows,
                targetRows,
                ranges,
                differing,
                differences,
                unsettled,
                took,
                checksums,
                span,
                before,
                false);
    }

    /** Of a table whose rows nobody could read on the target. @param why as part of a sentence */
    public static TableVerdict unread(TableName table, String why) {
        return new TableVerdict(table, 0, 0, 0, 0, List.of(), why, Duration.ZERO, null, null, null, true);
    }

    /** Of a single range, without what only some tables have. */
    public TableVerdict(
            TableName table,
            long sourceRows,
            long targetRows,
            long differing,
            List<RowDifference> differences,
            String unsettled,
            Duration took) {
        this(table, sourceRows, targetRows, 1, differing, differences, unsettled, took, null, null, null);
    }

    public boolean matches() {
        return differing == 0 && unsettled.isEmpty();
    }
}
