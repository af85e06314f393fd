package dev.landfall.stream;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * DECIMAL as the storage format has it: groups of nine digits in four bytes, big-endian, with shorter groups at both
 * outer ends; the sign is the first bit, inverted, and negative values have all bits inverted.
 */
final class PackedDecimal implements ColumnDecoder {
    private static final int DIGITS_PER_GROUP = 9;
    private static final int[] BYTES_FOR_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    /** A long holds any value of so many digits. */
    private static final int LONG_DIGITS = 18;

    private final int scale;
    private final int[] groups;
    private final boolean fitsLong;

    PackedDecimal(int precision, int scale) {
        this.scale = scale;
        this.groups = groups(precision - scale, scale);
        this.fitsLong = precision <= LONG_DIGITS;
    }

    /** Bytes that a value takes. */
    static int size(int precision, int scale) {
        return sizeOf(precision - scale) + sizeOf(scale);
    }

    private static int sizeOf(int digits) {
        return digits / DIGITS_PER_GROUP * 4 + BYTES_FOR_DIGITS[digits % DIGITS_PER_GROUP];
    }

    @Override
    public BigDecimal decode(byte[] row, int offset, int length) {
        boolean negative = row[offset] >= 0;
        BigDecimal magnitude = fitsLong
                ? BigDecimal.valueOf(small(row, offset, negative), scale)
                : new BigDecimal(large(row, offset, negative), scale);
        return negative ? magnitude.negate() : magnitude;
    }

    private long small(byte[] row, int offset, boolean negative) {
        long value = 0;
        int at = offset;
        for (int digits : groups) {
            int size = BYTES_FOR_DIGITS[digits];
            value = value * POWERS[digits] + group(row, at, size, negative, at == offset);
            at += size;
        }
        return value;
    }

    private BigInteger large(byte[] row, int offset, boolean negative) {
        BigInteger value = BigInteger.ZERO;
        int at = offset;
        for (int digits : groups) {
            int size = BYTES_FOR_DIGITS[digits];
            value = value.multiply(BigInteger.valueOf(POWERS[digits]))
                    .add(BigInteger.valueOf(group(row, at, size, negative, at == offset)));
            at += size;
        }
        return value;
    }

    private static long group(byte[] row, int at, int size, boolean negative, boolean first) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            int octet = first && i == 0 ? row[at] ^ 0x80 : row[at + i];
            value = value << 8 | (negative ? ~octet : octet) & 0xFF;
        }
        return value;
    }

    /** Digits of each group, from the left: the short group of the whole part stands first, that of the fraction last. */
    private static int[] groups(int whole, int fraction) {
        int short1 = whole % DIGITS_PER_GROUP;
        int short2 = fraction % DIGITS_PER_GROUP;
        int full = whole / DIGITS_PER_GROUP + fraction / DIGITS_PER_GROUP;
        int[] groups = new int[(short1 > 0 ? 1 : 0) + full + (short2 > 0 ? 1 : 0)];
        Arrays.fill(groups, DIGITS_PER_GROUP);
        if (short1 > 0) {
            groups[0] = short1;
        }
        if (short2 > 0) {
            groups[groups.length - 1] = short2;
        }
        return groups;
    }
}
