package dev.landfall.verify.cells;

/**
 * One column, as MariaDB's binary protocol and PostgreSQL's binary COPY give its values. Two values that are the same have
 * the same hash; two that are not may have it by one chance in 2^64. What either side cannot read equals nothing, so that the
 * caller looks at it more closely. One thread.
 */
interface CellForm {
    /** @param length of a value that is not NULL */
    long source(byte[] bytes, int offset, int length);

    /** @param length of a value that is not NULL */
    long target(byte[] bytes, int offset, int length);
}
