package dev.landfall.apply;

import dev.landfall.wire.RowCells;
import java.sql.SQLException;

/** Writes a cell of the source's wire format in the target's, with its length in front. One thread. */
@FunctionalInterface
interface CellCopier {
    /**
     * @param column a cell that is not NULL
     * @return false for a value that needs a closer look; what was written of it is of no use then
     */
    boolean copy(RowCells row, int column, CopyBuffer out) throws SQLException;
}
