package dev.landfall.verify.cells;

/** SET: labels with commas between them, and an array of text. No label of a SET has a comma in it. */
final class LabelsCell implements CellForm {
    private static final int HEADER = 12;
    private static final int DIMENSION = 8;

    private byte[] joined = new byte[64];

    @Override
    public long source(byte[] bytes, int offset, int length) {
        int labels = length == 0 ? 0 : 1;
        for (int at = offset; at < offset + length; at++) {
            labels += bytes[at] == ',' ? 1 : 0;
        }
        return CellHash.add(CellHash.bytes(bytes, offset, length), labels);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        int dimensions = (int) Bytes.bigEndian(bytes, offset, Integer.BYTES);
        if (dimensions > 1) {
            return CellHash.ODD_TARGET;
        }
        if (dimensions == 1 && Bytes.bigEndian(bytes, offset + HEADER + Integer.BYTES, Integer.BYTES) != 1) {
            return CellHash.ODD_TARGET;
        }
        int labels = dimensions == 0 ? 0 : (int) Bytes.bigEndian(bytes, offset + HEADER, Integer.BYTES);
        if (joined.length < length) {
            joined = new byte[length];
        }
        int at = offset + HEADER + DIMENSION;
        int end = 0;
        for (int i = 0; i < labels; i++) {
            int size = (int) Bytes.bigEndian(bytes, at, Integer.BYTES);
            if (size < 0) {
                return CellHash.ODD_TARGET;
            }
            at += Integer.BYTES;
            if (i > 0) {
                joined[end++] = ',';
            }
            System.arraycopy(bytes, at, joined, end, size);
            end += size;
            at += size;
        }
        return CellHash.add(CellHash.bytes(joined, 0, end), labels);
    }
}
