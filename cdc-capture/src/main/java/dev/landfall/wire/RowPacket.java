package dev.landfall.wire;

/**
 * A row as it came over the wire in the binary protocol, behind its first column.
 *
 * @param bytes the whole packet; neither written to nor used again by the driver
 * @param next where the second column's value begins
 * @param end where the packet ends
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the driver to RowCells, never compared
record RowPacket(byte[] bytes, int next, int end) {}
