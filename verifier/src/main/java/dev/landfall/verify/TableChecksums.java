package dev.landfall.verify;

import java.math.BigInteger;

/**
 * What all rows of a table come to on each side: the sum of 60 bits of the MD5 of each row's canonical text, as the servers'
 * own digests have it. The same for the same rows, whatever their order and however the table was split for reading. It tells
 * an accident, not somebody who chooses rows so that their sums are the same.
 */
public record TableChecksums(BigInteger source, BigInteger target) {
    public boolean same() {
        return source.equals(target);
    }
}
