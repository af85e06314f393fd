package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arithmetic and the functions of numbers. */
final class ViewNumberFunctions {
    /** MariaDB's {@code div_precision_increment}: digits that a quotient has more than its dividend. */
    private static final int QUOTIENT_DIGITS = 4;
    /** Digits of a quotient that PostgreSQL shall compute; MariaDB carries nine or a little more. */
    private static final int COMPUTED_DIGITS = 16;

    private final ViewConversion conversion;

    ViewNumberFunctions(ViewConversion conversion) {
        this.conversion = conversion;
    }

    Map<String, ViewFunction> functions() {
        return Stream.of(
                        Map.of(
                                "abs", ViewFunction.of(1, call -> keepsType("abs", call.get(0))),
                                "sign",
                                        ViewFunction.of(
                                                1,
                                                call -> ViewValue.integer("cast(sign("
                                                        + conversion
                                                                .unroundedNumber(call.get(0))
                                                                .sql() + ") as integer)")),
                                "ceiling", ViewFunction.of(1, call -> whole("ceil", call.get(0))),
                                "floor", ViewFunction.of(1, call -> whole("floor", call.get(0))),
                                "round", ViewFunction.of(1, 2, call -> rounded("round", call)),
                                "truncate", ViewFunction.of(2, call -> rounded("trunc", call)),
                                "format", ViewFunction.of(2, this::format)),
                        Map.of(
                                "sqrt", ViewFunction.of(1, call -> domain("sqrt", ">= 0", call.get(0))),
                                "ln", ViewFunction.of(1, call -> domain("ln", "> 0", call.get(0))),
                                "log10", ViewFunction.of(1, call -> domain("log", "> 0", call.get(0))),
                                "rand", ViewFunction.of(0, call -> ViewValue.of("random()", ValueType.DOUBLE))))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    ViewValue arithmetic(String operator, ViewValue left, ViewValue right) {
        return switch (operator) {
            case "/" -> quotient(left, right);
            case "div" -> division(left, right);
            case "mod" -> remainder(left, right);
            case "&" -> bitwiseAnd(left, right);
            default -> simple(operator, conversion.number(left), conversion.number(right));
        };
    }

    private static ViewValue simple(String operator, ViewValue left, ViewValue right) {
        String sql = "(" + left.sql() + " " + operator + " " + right.sql() + ")";
        ValueType type = ViewComparison.wider(left.type(), right.type());
        if (type.kind() == Kind.INTEGER && left.literal() != null && right.literal() != null) {
            sql = "(cast(" + left.sql() + " as bigint) " + operator + " " + right.sql() + ")";
        }
        if (operator.equals("*") && type.kind() == Kind.DECIMAL) {
            int scale = left.type().scale() + right.type().scale();
            if (ValueType.decimal(scale).scale() != scale) {
                throw new UntranslatableViewException("It computes a product of more than 38 fractional digits.");
            }
            type = ValueType.decimal(scale);
        }
        boolean rounded = type.kind() == Kind.DECIMAL && (left.rounded() || right.rounded());
        return new ViewValue(sql, type, null, rounded);
    }

    /** Division by zero is NULL to MariaDB in a SELECT, an error to PostgreSQL. */
    private ViewValue quotient(ViewValue dividend, ViewValue divisor) {
        ViewValue left = conversion.number(dividend);
        ViewValue right = conversion.number(divisor);
        if (left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE) {
            return ViewValue.of(
                    "(cast(" + left.sql() + " as double precision) / " + divisor(right) + ")", ValueType.DOUBLE);
        }
        int scale = left.type().scale();
        return ViewValue.decimal(
                "(" + wide(dividend, left) + " / " + divisor(right) + ")", scale + QUOTIENT_DIGITS, true);
    }

    /** With enough digits: PostgreSQL's quotient has at least those of its dividend. */
    private static String wide(ViewValue value, ViewValue number) {
        String sql = value.kind() == Kind.INTEGER ? value.sql() : number.sql();
        return "cast(" + sql + " as numeric(65, " + Math.min(38, number.type().scale() + COMPUTED_DIGITS) + "))";
    }

    private static String divisor(ViewValue value) {
        boolean constant = value.literal() != null && new BigDecimal(value.literal()).signum() != 0;
        return constant ? value.sql() : "nullif(" + value.sql() + ", 0)";
    }

    private ViewValue division(ViewValue dividend, ViewValue divisor) {
        ViewValue left = conversion.exactNumber(dividend, "DIV");
        ViewValue right = conversion.exactNumber(divisor, "DIV");
        return ViewValue.integer("cast(div(" + left.sql() + ", " + divisor(right) + ") as bigint)");
    }

    private ViewValue remainder(ViewValue dividend, ViewValue divisor) {
        ViewValue left = conversion.exactNumber(dividend, "MOD");
        ViewValue right = conversion.exactNumber(divisor, "MOD");
        return new ViewValue(
                "mod(" + left.sql() + ", " + divisor(right) + ")",
                ViewComparison.wider(left.type(), right.type()),
                null,
                left.rounded() || right.rounded());
    }

    /** MariaDB computes with 64 bits without sign; the same as long as a mask keeps the sign out. */
    private ViewValue bitwiseAnd(ViewValue left, ViewValue right) {
        boolean masked = isMask(left) || isMask(right);
        if (!masked || left.kind() != Kind.INTEGER || right.kind() != Kind.INTEGER) {
            throw new UntranslatableViewException("It takes bits without a constant mask: " + ViewConversion.shown(left)
                    + " & " + ViewConversion.shown(right) + ".");
        }
        return ViewValue.integer("(" + conversion.number(left).sql() + " & "
                + conversion.number(right).sql() + ")");
    }

    private static boolean isMask(ViewValue value) {
        Integer constant = value.constant();
        return constant != null && constant >= 0;
    }

    ViewValue negative(ViewValue value) {
        ViewValue number = conversion.unroundedNumber(value);
        String literal = number.literal() == null ? null : "-" + number.literal();
        return new ViewValue("(-" + number.sql() + ")", number.type(), literal, number.rounded());
    }

    private ViewValue keepsType(String function, ViewValue value) {
        ViewValue number = conversion.unroundedNumber(value);
        return new ViewValue(function + "(" + number.sql() + ")", number.type(), null, number.rounded());
    }

    private ViewValue whole(String function, ViewValue value) {
        ViewValue number = conversion.unroundedNumber(value);
        if (number.kind() == Kind.DECIMAL) {
            return ViewValue.decimal(function + "(" + number.sql() + ")", 0, false);
        }
        return number.kind() == Kind.INTEGER ? number : keepsType(function, value);
    }

    private ViewValue rounded(String function, List<ViewValue> arguments) {
        ViewValue number = conversion.unroundedNumber(arguments.get(0));
        int digits = arguments.size() < 2 ? 0 : ViewFunction.constant(arguments.get(1), "number of digits to round to");
        if (number.kind() == Kind.DOUBLE) {
            return roundedDouble(function, number.sql(), digits);
        }
        if (number.kind() == Kind.INTEGER && digits >= 0) {
            return number;
        }
        String sql = function + "(" + number.sql() + ", " + digits + ")";
        return number.kind() == Kind.INTEGER
                ? ViewValue.integer("cast(" + sql + " as bigint)")
                : ViewValue.decimal(sql, Math.max(0, digits), false);
    }

    /** The way MariaDB goes; PostgreSQL's round() of a double has no digits, but the same rule for halves. */
    private static ViewValue roundedDouble(String function, String sql, int digits) {
        if (digits < 0 || digits > 15) {
            throw new UntranslatableViewException("It rounds floating point numbers to " + digits + " digits.");
        }
        String power = "cast(1" + "0".repeat(digits) + " as double precision)";
        return ViewValue.of(
                digits == 0
                        ? function + "(" + sql + ")"
                        : "(" + function + "(" + sql + " * " + power + ") / " + power + ")",
                ValueType.DOUBLE);
    }

    private ViewValue format(List<ViewValue> arguments) {
        ViewValue number = conversion.unroundedNumber(arguments.get(0));
        int digits = ViewFunction.constant(arguments.get(1), "number of digits of FORMAT");
        if (number.kind() == Kind.DOUBLE || digits < 0 || digits > 30) {
            throw new UntranslatableViewException(
                    "It calls FORMAT with a floating point number or a strange number of digits.");
        }
        String picture = "FM999" + ",999".repeat(12) + ",990" + (digits == 0 ? "" : "." + "0".repeat(digits));
        return ViewValue.text(
                "to_char(round(cast(" + number.sql() + " as numeric), " + digits + "), '" + picture + "')");
    }

    /** Outside its domain a function is NULL to MariaDB, an error to PostgreSQL. */
    private ViewValue domain(String function, String domain, ViewValue value) {
        String sql = "cast(" + conversion.number(value).sql() + " as double precision)";
        return ViewValue.of(
                "case when " + sql + " " + domain + " then " + function + "(" + sql + ") end", ValueType.DOUBLE);
    }
}
