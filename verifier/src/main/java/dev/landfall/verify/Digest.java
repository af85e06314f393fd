package dev.landfall.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** What is left of a slice's rows: equal digests mean equal rows, but for one chance in 2^60. */
record Digest(long rows, BigInteger hashSum) {
    static final Digest NONE = new Digest(0, BigInteger.ZERO);

    private static final int HEX_DIGITS = 15;

    /** With one more row, of the given MD5. */
    Digest plus(String rowDigest) {
        return plus(rowDigest, 1);
    }

    /** With more rows, of the given MD5s. */
    Digest plus(RowDigests digests) {
        Digest sum = this;
        for (Map.Entry<String, Long> equal : digests.counts().entrySet()) {
            sum = sum.plus(equal.getKey(), equal.getValue());
        }
        return sum;
    }

    private Digest plus(String rowDigest, long equalRows) {
        BigInteger hash = BigInteger.valueOf(Long.parseLong(rowDigest, 0, HEX_DIGITS, 16));
        return new Digest(rows + equalRows, hashSum.add(hash.multiply(BigInteger.valueOf(equalRows))));
    }

    Digest plus(Digest other) {
        return new Digest(rows + other.rows, hashSum.add(other.hashSum));
    }

    /** Without rows that are in it. */
    Digest minus(Digest some) {
        return new Digest(rows - some.rows, hashSum.subtract(some.hashSum));
    }

    /** Reads the current row of a digest statement. */
    static Digest read(ResultSet row) throws SQLException {
        BigDecimal sum = row.getBigDecimal("hash_sum");
        return new Digest(row.getLong("row_count"), sum == null ? BigInteger.ZERO : sum.toBigIntegerExact());
    }
}
