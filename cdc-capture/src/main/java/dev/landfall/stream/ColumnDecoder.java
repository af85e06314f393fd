package dev.landfall.stream;

/** Turns one cell of the binary log into the value that {@link dev.landfall.event.RowImage} documents. Thread-safe. */
@FunctionalInterface
interface ColumnDecoder {
    /**
     * @param row holds the cell's bytes from {@code offset} on; neither changed nor kept
     * @throws UnreadableValueException when the bytes have no exact counterpart in Java
     */
    Object decode(byte[] row, int offset, int length);

    /** The same of a cell that is not in memory, which it is brought into where there is no other way. */
    default Object decode(LargeCells.Cell cell) {
        return decode(cell.bytes(), 0, cell.length());
    }
}
