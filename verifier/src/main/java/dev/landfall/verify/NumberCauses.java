package dev.landfall.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Tells in which way a number has become another. Stateless. */
final class NumberCauses {
    /** Digits that a floating point number is written with where somebody did not think about it: at least so many. */
    private static final int FEWEST_DIGITS = 5;

    private static final int MOST_DIGITS = 17;
    private static final long FEW_UNITS = 4;

    private NumberCauses() {}

    /** Whole numbers as well. @param source with all digits that the column has behind the point */
    static Cause ofDecimals(String source, String target) {
        try {
            BigDecimal before = new BigDecimal(source);
            BigDecimal after = new BigDecimal(target);
            if (isCut(before, after, before.scale())) {
                return Cause.FRACTION;
            }
            return after.subtract(before).abs().compareTo(before.ulp()) == 0 ? Cause.OFF_BY_ONE : Cause.OTHER;
        } catch (NumberFormatException e) {
            // PostgreSQL's numeric has a NaN.
            return Cause.OTHER;
        }
    }

    /** Whether a number was cut or rounded to fewer digits behind the point than it may have. */
    static boolean isCut(BigDecimal before, BigDecimal after, int mostDigits) {
        for (int digits = 0; digits < mostDigits; digits++) {
            if (before.setScale(digits, RoundingMode.DOWN).compareTo(after) == 0
                    || before.setScale(digits, RoundingMode.HALF_UP).compareTo(after) == 0) {
                return true;
            }
        }
        return false;
    }

    /** @param source the bits of a double, in hexadecimal */
    static Cause ofDoubles(String source, String target) {
        long sourceBits = Long.parseUnsignedLong(source, 16);
        long targetBits = Long.parseUnsignedLong(target, 16);
        double before = Double.longBitsToDouble(sourceBits);
        double after = Double.longBitsToDouble(targetBits);
        if (!Double.isFinite(before) || !Double.isFinite(after)) {
            return Cause.OTHER;
        }
        if (before == 0 && after == 0) {
            return Cause.ZERO_SIGN;
        }
        boolean neighbours = before > 0 == after > 0 && Math.abs(sourceBits - targetBits) <= FEW_UNITS;
        boolean singles = Float.isFinite((float) before)
                && Math.abs((double) (float) before - (float) after) <= Math.ulp((float) before);
        return neighbours || singles || roundsTo(before, after) ? Cause.PRECISION : Cause.OTHER;
    }

    private static boolean roundsTo(double before, double after) {
        for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
            // As the column may be one of four bytes, which holds the rounded number but nearly.
            if (new BigDecimal(before).round(new MathContext(digits)).floatValue() == (float) after) {
                return true;
            }
        }
        return false;
    }
}
