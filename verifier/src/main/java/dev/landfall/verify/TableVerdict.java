package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import java.time.Duration;
import java.util.List;

/**
 * What was found out about one table.
 *
 * @param sourceRows rows compared on the source
 * @param differing all rows that differ; {@code differences} keeps the first of them
 * @param unsettled why parity could be neither proven nor disproven; empty when it could
 */
public record TableVerdict(
        TableName table,
        long sourceRows,
        long targetRows,
        long differing,
        List<RowDifference> differences,
        String unsettled,
        Duration took) {
    public TableVerdict {
        differences = List.copyOf(differences);
    }

    public boolean matches() {
        return differing == 0 && unsettled.isEmpty();
    }
}
