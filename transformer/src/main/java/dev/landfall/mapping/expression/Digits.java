package dev.landfall.mapping.expression;

/**
 * What is known of an exact number's digits. MariaDB keeps 9 words of 9 decimal digits, and how many digits a quotient has
 * depends on the words of its operands: only what fits, or is known, can be repeated.
 *
 * @param integral at most so many digits before the point
 * @param minScale at least so many behind it, zeros included
 * @param maxScale at most so many behind it
 * @param integer an integer that prints as such (not ZEROFILL)
 * @param numeric its SQL is of PostgreSQL's type {@code numeric}, so that computing with it cannot overflow
 */
public record Digits(int integral, int minScale, int maxScale, boolean integer, boolean numeric) {
    /** MariaDB cuts products behind it. */
    private static final int MAX_SCALE = 38;

    private static final int WORD = 9;
    private static final int MAX_WORDS = 9;
    /** {@code div_precision_increment}'s default; what else a session may have set cannot be seen in the expression. */
    private static final int DIVISION_INCREMENT = 4;

    static final Digits NONE = new Digits(0, 0, 0, false, false);
    static final Digits BIT = new Digits(1, 0, 0, true, false);
    /** Of {@code bigint}; a computed number of so many digits may not fit. */
    static final int BIGINT = 19;

    /** @param integral {@link #BIGINT} for any number that fits {@code bigint}, more for one that may not */
    static Digits ofInteger(int integral, boolean zerofill) {
        return new Digits(integral, 0, 0, !zerofill, true);
    }

    static Digits ofDecimal(int precision, int scale) {
        return new Digits(precision - scale, scale, scale, scale == 0 && precision <= 18, true);
    }

    boolean fitsBigint() {
        return integer && integral <= BIGINT;
    }

    Digits plus(Digits other) {
        // Zero loses its scale when it is the difference of equals.
        return new Digits(
                        Math.max(integral, other.integral) + 1,
                        0,
                        Math.max(maxScale, other.maxScale),
                        integer && other.integer,
                        numeric || other.numeric)
                .checked();
    }

    Digits times(Digits other) {
        if (maxScale + other.maxScale > MAX_SCALE) {
            throw new Refusal("multiplies to more than " + MAX_SCALE + " digits behind the point, which MariaDB cuts");
        }
        return new Digits(
                        integral + other.integral,
                        0,
                        maxScale + other.maxScale,
                        integer && other.integer,
                        numeric || other.numeric)
                .checked();
    }

    Digits dividedBy(Digits other) {
        return new Digits(integral + other.maxScale, 0, quotientScale(other), false, true).checked();
    }

    /** How many digits behind the point MariaDB computes of a quotient; the rest is cut. */
    private int quotientScale(Digits divisor) {
        int scale = quotientScale(maxScale, divisor.maxScale);
        for (int one = minScale; one <= maxScale; one++) {
            for (int other = divisor.minScale; other <= divisor.maxScale; other++) {
                if (quotientScale(one, other) != scale) {
                    throw new Refusal("divides (/) numbers whose digits behind the point vary, so that MariaDB's"
                            + " rounding is not known");
                }
            }
        }
        return scale;
    }

    private static int quotientScale(int dividend, int divisor) {
        int whole = inWholeWords(dividend) + inWholeWords(divisor);
        int missing = Math.max(0, DIVISION_INCREMENT - (whole - dividend - divisor));
        return inWholeWords(whole + missing);
    }

    private static int inWholeWords(int digits) {
        return (digits + WORD - 1) / WORD * WORD;
    }

    /** Of one of both. */
    Digits or(Digits other) {
        return new Digits(
                Math.max(integral, other.integral),
                Math.min(minScale, other.minScale),
                Math.max(maxScale, other.maxScale),
                integer && other.integer,
                numeric && other.numeric);
    }

    /** Without the digits behind the point. */
    Digits dividedWholeBy(Digits other) {
        return new Digits(integral + other.maxScale, 0, 0, true, true).checked();
    }

    /** Rounded or cut to {@code scale} digits behind the point; negative ones are before it. */
    Digits rounded(int scale) {
        return new Digits(
                        integral + 1,
                        0,
                        Math.max(0, Math.min(maxScale, scale)),
                        integer && scale >= 0 || scale == 0,
                        numeric)
                .checked();
    }

    /** Rounded to an integer. */
    Digits whole() {
        return new Digits(integer ? integral : integral + 1, 0, 0, true, numeric);
    }

    Digits asNumeric() {
        return new Digits(integral, minScale, maxScale, integer, true);
    }

    private Digits checked() {
        if (inWholeWords(integral) / WORD + inWholeWords(maxScale) / WORD > MAX_WORDS) {
            throw new Refusal("computes numbers of more than " + MAX_WORDS * WORD + " digits, which MariaDB cuts");
        }
        // Nine times ten digits are 19, but may exceed 2^63.
        return integral == BIGINT ? new Digits(BIGINT + 1, minScale, maxScale, integer, numeric) : this;
    }
}
