package dev.landfall.apply;

/**
 * Decimal digits as PostgreSQL's numeric: groups of four digits, aligned at the decimal point (src/backend/utils/adt/numeric.c,
 * numeric_recv, which drops groups of zeros at both ends itself). Stateless.
 */
final class NumericText {
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int BASE = 10_000;

    private NumericText() {}

    /**
     * @param bytes hold {@code -12.50} from {@code offset} on
     * @return false for anything but digits with a sign and a point
     */
    static boolean write(byte[] bytes, int offset, int length, CopyBuffer out) {
        int end = offset + length;
        boolean negative = length > 0 && bytes[offset] == '-';
        int whole = negative ? offset + 1 : offset;
        int point = whole;
        while (point < end && isDigit(bytes[point])) {
            point++;
        }
        int scale = point < end ? end - point - 1 : 0;
        if (point == whole || point < end && (bytes[point] != '.' || scale == 0)) {
            return false;
        }
        while (whole < point && bytes[whole] == '0') {
            whole++;
        }
        int wholeGroups = (point - whole + 3) / 4;
        int fractionGroups = (scale + 3) / 4;
        int groups = wholeGroups + fractionGroups;
        out.putInt(8 + 2 * groups);
        out.putShort(groups);
        out.putShort(wholeGroups - 1);
        out.putShort(negative ? NEGATIVE : POSITIVE);
        out.putShort(scale);
        for (int at = point - 4 * wholeGroups; at < point; at += 4) {
            out.putShort(group(bytes, Math.max(at, whole), at + 4, at + 4));
        }
        for (int at = point + 1; at < end; at += 4) {
            int group = group(bytes, at, Math.min(at + 4, end), at + 4);
            if (group < 0) {
                return false;
            }
            out.putShort(group);
        }
        return true;
    }

    /** The digits of one group, with zeros for those from {@code to} up to {@code full}; negative when one is no digit. */
    private static int group(byte[] bytes, int from, int to, int full) {
        int value = 0;
        for (int i = from; i < full; i++) {
            if (i < to && !isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + (i < to ? bytes[i] - '0' : 0);
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** @param value not the smallest long, which has no positive counterpart. @return true */
    static boolean write(long value, CopyBuffer out) {
        long rest = Math.abs(value);
        int groups = 0;
        for (long left = rest; left != 0; left /= BASE) {
            groups++;
        }
        out.putInt(8 + 2 * groups);
        out.putShort(groups);
        out.putShort(Math.max(0, groups - 1));
        out.putShort(value < 0 ? NEGATIVE : POSITIVE);
        out.putShort(0);
        long unit = 1;
        for (int i = 1; i < groups; i++) {
            unit *= BASE;
        }
        for (int i = 0; i < groups; i++, unit /= BASE) {
            out.putShort((int) (rest / unit % BASE));
        }
        return true;
    }
}
