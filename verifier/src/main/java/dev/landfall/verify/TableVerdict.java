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
 * @param span where the differing rows lie; null where none does, or the key does not begin with a number
 * @param before what was found earlier, where only what has changed since was compared; else null
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
        @Nullable EqualBefore before) {
    public TableVerdict {
        differences = List.copyOf(differences);
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
