package dev.landfall.verify.cells;

/** MariaDB's text, PostgreSQL's 16 bytes. */
final class UuidCell implements CellForm {
    private static final int DIGITS = 32;

    @Override
    public long source(byte[] bytes, int offset, int length) {
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int at = offset; at < offset + length; at++) {
            int digit = Character.digit(bytes[at], 16);
            if (digit >= 0) {
                high = high << 4 | low >>> 60;
                low = low << 4 | digit;
                digits++;
            } else if (bytes[at] != '-') {
                return CellHash.ODD_SOURCE;
            }
        }
        return digits == DIGITS ? CellHash.add(CellHash.word(high), low) : CellHash.ODD_SOURCE;
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.add(
                CellHash.word(Bytes.bigEndian(bytes, offset, Long.BYTES)),
                Bytes.bigEndian(bytes, offset + Long.BYTES, Long.BYTES));
    }
}
