package dev.landfall.verify.cells;

/** A span: MariaDB's sign, days, hours, minutes, seconds and fraction; PostgreSQL's microseconds, days and months. */
final class TimeCell implements CellForm {
    private static final int SECOND_BYTES = 8;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    @Override
    public long source(byte[] bytes, int offset, int length) {
        if (length < SECOND_BYTES) {
            return CellHash.word(0);
        }
        long days = Bytes.littleEndian(bytes, offset + 1, Integer.BYTES);
        long seconds = (bytes[offset + 5] * 60L + bytes[offset + 6]) * 60 + bytes[offset + 7];
        long fraction = length == SECOND_BYTES ? 0 : Bytes.littleEndian(bytes, offset + SECOND_BYTES, Integer.BYTES);
        long micros = days * MICROS_PER_DAY + seconds * MICROS_PER_SECOND + fraction;
        return CellHash.word(bytes[offset] == 0 ? micros : -micros);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        long micros = Bytes.bigEndian(bytes, offset, Long.BYTES);
        long days = Bytes.signed(Bytes.bigEndian(bytes, offset + Long.BYTES, Integer.BYTES), Integer.BYTES);
        long months = Bytes.bigEndian(bytes, offset + Long.BYTES + Integer.BYTES, Integer.BYTES);
        return months != 0 ? CellHash.ODD_TARGET : CellHash.word(micros + days * MICROS_PER_DAY);
    }
}
