package dev.landfall.verify.cells;

/** Days since 2000-01-01, in the calendar that both servers extend to all years. */
final class DateCell implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        long days = SourceMoment.days(bytes, offset, length);
        return days == SourceMoment.NONE ? CellHash.ODD_SOURCE : CellHash.word(days);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.word(Bytes.signed(Bytes.bigEndian(bytes, offset, length), length));
    }
}
