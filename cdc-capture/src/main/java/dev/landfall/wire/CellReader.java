package dev.landfall.wire;

import java.sql.SQLException;

/** Makes a value of one cell of the binary protocol; stateless. */
@FunctionalInterface
interface CellReader {
    /**
     * @param bytes holds the cell from {@code offset} on; neither changed nor kept
     * @return a value as {@link dev.landfall.event.RowImage} documents it
     */
    Object read(byte[] bytes, int offset, int length) throws SQLException;
}
