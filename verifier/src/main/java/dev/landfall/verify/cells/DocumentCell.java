package dev.landfall.verify.cells;

/** JSON that became {@code jsonb}: the document counts, not its text. PostgreSQL sends a version byte and the text. */
final class DocumentCell implements CellForm {
    private static final int VERSION = 1;

    private final DocumentHash document = new DocumentHash();

    @Override
    public long source(byte[] bytes, int offset, int length) {
        return document.of(bytes, offset, length).orElse(CellHash.ODD_SOURCE);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return bytes[offset] == VERSION
                ? document.of(bytes, offset + 1, length - 1).orElse(CellHash.ODD_TARGET)
                : CellHash.ODD_TARGET;
    }
}
