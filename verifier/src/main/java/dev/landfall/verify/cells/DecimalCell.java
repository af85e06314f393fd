package dev.landfall.verify.cells;

/**
 * DECIMAL: MariaDB's text, PostgreSQL's groups of four digits around the decimal point. Hashed as sign, scale, place of the
 * first group and groups, without zeros at either end. PostgreSQL's source: src/backend/utils/adt/numeric.c, numeric_send.
 */
final class DecimalCell implements CellForm {
    private static final int GROUP = 4;
    private static final int HEADER = 8;
    private static final long NEGATIVE = 0x4000;

    /** Digits before the point fill whole groups from the right, those behind it from the left. */
    @Override
    public long source(byte[] bytes, int offset, int length) {
        boolean negative = bytes[offset] == '-';
        int first = negative ? offset + 1 : offset;
        int end = offset + length;
        int point = first;
        while (point < end && bytes[point] != '.') {
            point++;
        }
        int scale = Math.max(0, end - point - 1);
        int whole = (point - first + GROUP - 1) / GROUP;
        int groups = whole + (scale + GROUP - 1) / GROUP;
        Groups hash = new Groups();
        for (int i = 0; i < groups; i++) {
            int from = i < whole ? point - (whole - i) * GROUP : point + 1 + (i - whole) * GROUP;
            int value = 0;
            for (int at = from; at < from + GROUP; at++) {
                boolean digit = i < whole ? at >= first : at < end;
                value = value * 10 + (digit ? bytes[at] - '0' : 0);
            }
            hash.add(whole - 1 - i, value);
        }
        return hash.end(negative, scale);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        long sign = Bytes.bigEndian(bytes, offset + 4, 2);
        if (sign != 0 && sign != NEGATIVE) {
            return CellHash.ODD_TARGET;
        }
        int groups = (int) Bytes.bigEndian(bytes, offset, 2);
        int weight = (int) Bytes.signed(Bytes.bigEndian(bytes, offset + 2, 2), 2);
        Groups hash = new Groups();
        for (int i = 0; i < groups; i++) {
            hash.add(weight - i, (int) Bytes.bigEndian(bytes, offset + HEADER + i * 2, 2));
        }
        return hash.end(sign == NEGATIVE, Bytes.bigEndian(bytes, offset + 6, 2));
    }

    /** From the most significant group on. */
    private static final class Groups {
        private long hash = CellHash.start();
        private int zeros;
        private boolean begun;

        void add(int place, int value) {
            if (value == 0) {
                zeros++;
                return;
            }
            for (; begun && zeros > 0; zeros--) {
                hash = CellHash.add(hash, 0);
            }
            zeros = 0;
            if (!begun) {
                begun = true;
                hash = CellHash.add(hash, place);
            }
            hash = CellHash.add(hash, value);
        }

        long end(boolean negative, long scale) {
            return CellHash.add(hash, begun && negative ? -scale - 1 : scale);
        }
    }
}
