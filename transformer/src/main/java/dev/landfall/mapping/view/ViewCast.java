package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import java.util.List;

/** CAST and CONVERT. */
final class ViewCast {
    private final ViewConversion conversion;

    ViewCast(ViewConversion conversion) {
        this.conversion = conversion;
    }

    ViewValue write(ViewValue value, ViewExpression.Cast cast) {
        List<Integer> modifiers = cast.modifiers();
        return switch (cast.type()) {
            case "signed" -> ViewValue.integer("cast(" + number(value) + " as bigint)");
            case "unsigned" -> unsigned(value);
            case "decimal" -> decimal(value, modifiers);
            case "double" -> ViewValue.of("cast(" + number(value) + " as double precision)", ValueType.DOUBLE);
            case "float" -> ViewValue.of("cast(" + number(value) + " as real)", new ValueType(Kind.FLOAT, 0));
            case "date" -> ViewValue.of(conversion.date(value), ValueType.DATE);
            case "datetime" -> dateTime(value, modifiers.isEmpty() ? 0 : modifiers.get(0));
            case "char" -> character(value, cast);
            default -> throw new UntranslatableViewException("It casts to " + cast.type() + ".");
        };
    }

    private String number(ViewValue value) {
        return conversion.number(value).sql();
    }

    /** Negative numbers wrap around. */
    private ViewValue unsigned(ViewValue value) {
        ViewValue number = conversion.number(value);
        if (number.kind() != Kind.INTEGER) {
            throw new UntranslatableViewException("It casts " + value.kind().display() + " to unsigned.");
        }
        Integer constant = number.constant();
        if (constant != null && constant >= 0) {
            return number;
        }
        return ViewValue.decimal(
                "case when " + number.sql() + " < 0 then " + number.sql() + " + 18446744073709551616 else "
                        + number.sql() + " end",
                0,
                false);
    }

    private ViewValue decimal(ViewValue value, List<Integer> modifiers) {
        if (modifiers.isEmpty()) {
            throw new UntranslatableViewException("It casts to a decimal without a precision.");
        }
        int scale = modifiers.size() < 2 ? 0 : modifiers.get(1);
        return ViewValue.decimal(
                "cast(" + conversion.unroundedNumber(value).sql() + " as numeric(" + modifiers.get(0) + ", " + scale
                        + "))",
                scale,
                false);
    }

    /** MariaDB cuts digits off, PostgreSQL would round. */
    private ViewValue dateTime(ViewValue value, int digits) {
        ViewValue date = conversion.temporal(value);
        String timestamp = conversion.timestamp(date);
        if (date.type().scale() <= digits) {
            return ViewValue.of(timestamp, ValueType.timestamp(digits));
        }
        if (digits != 0) {
            throw new UntranslatableViewException("It casts a date and time to fewer fractional digits.");
        }
        return ViewValue.of("date_trunc('second', " + timestamp + ")", ValueType.timestamp(0));
    }

    private ViewValue character(ViewValue value, ViewExpression.Cast cast) {
        if (cast.charset() != null && !cast.charset().startsWith("utf8")) {
            throw new UntranslatableViewException("It casts to text of the character set " + cast.charset() + ".");
        }
        String text = conversion.text(value);
        return ViewValue.text(
                cast.modifiers().isEmpty()
                        ? text
                        : "left(" + text + ", " + cast.modifiers().get(0) + ")");
    }
}
