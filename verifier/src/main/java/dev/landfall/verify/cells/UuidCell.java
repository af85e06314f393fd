package dev.landfall.verify.cells;

/** MariaDB's text, PostgreSQL's 16 bytes. */
final class UuidCell implements CellForm {
    private final long[] halves = new long[2];

    @Override
    public long source(byte[] bytes, int offset, int length) {
        return UuidText.read(bytes, offset, length, halves, 0)
                ? CellHash.add(CellHash.word(halves[0]), halves[1])
                : CellHash.ODD_SOURCE;
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.add(
                CellHash.word(Bytes.bigEndian(bytes, offset, Long.BYTES)),
                Bytes.bigEndian(bytes, offset + Long.BYTES, Long.BYTES));
    }
}
