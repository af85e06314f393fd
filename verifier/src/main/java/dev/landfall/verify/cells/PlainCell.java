package dev.landfall.verify.cells;

/** The same bytes on both sides: text in UTF-8, and binary values. */
final class PlainCell implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        return CellHash.bytes(bytes, offset, length);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.bytes(bytes, offset, length);
    }
}
