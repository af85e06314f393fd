package dev.landfall.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is left of a slice's rows: equal digests mean equal rows, but for one chance in 2^60. */
record Digest(long rows, BigInteger hashSum) {
    static final Digest NONE = new Digest(0, BigInteger.ZERO);

    /** Reads the current row of a digest statement. */
    static Digest read(ResultSet row) throws SQLException {
        BigDecimal sum = row.getBigDecimal("hash_sum");
        return new Digest(row.getLong("row_count"), sum == null ? BigInteger.ZERO : sum.toBigIntegerExact());
    }
}
