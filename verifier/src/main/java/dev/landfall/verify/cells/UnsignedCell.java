package dev.landfall.verify.cells;

/** Unsigned integers of eight bytes that are numeric on the target: as a decimal without a fraction. */
final class UnsignedCell implements CellForm {
    private final DecimalCell decimal = new DecimalCell();

    @Override
    public long source(byte[] bytes, int offset, int length) {
        byte[] digits = Long.toUnsignedString(Bytes.littleEndian(bytes, offset, length))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return decimal.source(digits, 0, digits.length);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return decimal.target(bytes, offset, length);
    }
}
