package dev.landfall.mapping.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code cast(... as ...)}. */
final class Casts {
    private static final String TWO_TO_THE_64TH = "18446744073709551616";
    /** Numbers of so many digits, rounded, fit {@code bigint}. */
    private static final int BIGINT_DIGITS = 18;

    private Casts() {}

    /** @param length -1 without one */
    static Value cast(Value operand, String type, int length, int scale, @Nullable String charset) {
        return switch (type) {
            case "signed" -> signed(operand.asNumeric());
            case "unsigned" -> unsigned(operand.asNumeric());
            case "decimal" -> decimal(operand.asNumeric(), length, scale);
            case "char" -> text(operand, length, charset);
            case "date" -> Value.of(DateRules.date(operand), ValueKind.DATE);
            case "datetime" -> FractionalDigits.cut(operand.asDateTime(), Math.max(0, length));
            default -> throw new Refusal("casts to " + type);
        };
    }

    private static Value signed(Value number) {
        if (number.digits().fitsBigint()) {
            return number;
        }
        if (number.digits().integral() > BIGINT_DIGITS) {
            throw new Refusal("casts to SIGNED a number that may not fit");
        }
        return Value.number("round(" + number.sql() + ", 0)", Digits.ofInteger(Digits.BIGINT, false));
    }

    /** A negative integer wraps round; a negative decimal would become 0. */
    private static Value unsigned(Value number) {
        if (!number.digits().fitsBigint()) {
            throw new Refusal("casts to UNSIGNED a number that is no plain integer");
        }
        return Value.number(
                "(CASE WHEN " + number.sql() + " < 0 THEN " + number.sql() + " + " + TWO_TO_THE_64TH + " ELSE "
                        + number.sql() + " END)",
                Digits.ofInteger(Digits.BIGINT + 1, false));
    }

    /** A number that does not fit becomes the last one that does. */
    private static Value decimal(Value number, int precision, int scale) {
        String rounded = "round(" + number.sql() + ", " + scale + ")";
        Digits digits = new Digits(precision - scale, 0, scale, false, true);
        if (number.digits().integral() < precision - scale) {
            return Value.number(rounded, digits);
        }
        String last = BigDecimal.TEN
                .pow(precision)
                .subtract(BigDecimal.ONE)
                .movePointLeft(scale)
                .toPlainString();
        return Value.number(
                "(CASE WHEN " + rounded + " > " + last + " THEN " + last + " WHEN " + rounded + " < -" + last
                        + " THEN -" + last + " ELSE " + rounded + " END)",
                digits);
    }

    private static Value text(Value operand, int length, @Nullable String charset) {
        Value text = operand.asText();
        if (charset == null || !holds(charset, text.text())) {
            throw new Refusal("casts text to the character set " + charset + ", which does not hold every character");
        }
        Value same = text.withText(new TextForm(TextForm.Collation.LOOSE, TextForm.charsetNamed(charset)));
        return length < 0 ? same : same.withSql("left(" + same.sql() + ", " + length + ")");
    }

    private static boolean holds(String charset, TextForm text) {
        return charset.equals("utf8mb4") || text.charset() == TextForm.Charset.ASCII && !charset.equals("binary");
    }
}
