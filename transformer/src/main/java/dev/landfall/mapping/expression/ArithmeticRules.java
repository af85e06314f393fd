package dev.landfall.mapping.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes with exact numbers; floating point numbers and text are refused. */
final class ArithmeticRules {
    private static final int MAX_ROUNDING = 30;

    private static final Digits MASKED = Digits.ofInteger(Digits.BIGINT, false);

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("+", Rule.of((left, right) -> computed(left, "+", right))),
            Map.entry("-", Rule.of((left, right) -> computed(left, "-", right))),
            Map.entry("*", Rule.of((left, right) -> computed(left, "*", right))),
            Map.entry("/", Rule.of(ArithmeticRules::quotient)),
            Map.entry("div", Rule.of(ArithmeticRules::wholeQuotient)),
            Map.entry("%", Rule.of(ArithmeticRules::remainder)),
            Map.entry("mod", Rule.of(ArithmeticRules::remainder)),
            Map.entry("negate", Rule.of(ArithmeticRules::negated)),
            Map.entry("abs", Rule.of(ArithmeticRules::absolute)),
            Map.entry(
                    "sign",
                    Rule.of(operand ->
                            Value.number("sign(" + operand.asNumeric().sql() + ")", sign()))),
            Map.entry("floor", Rule.of(operand -> whole("floor", operand))),
            Map.entry("ceiling", Rule.of(operand -> whole("ceiling", operand))),
            Map.entry("ceil", Rule.of(operand -> whole("ceiling", operand))),
            Map.entry("round", Rule.of(1, 2, arguments -> rounded("round", arguments))),
            Map.entry("truncate", Rule.of(2, 2, arguments -> rounded("trunc", arguments))),
            Map.entry("&", Rule.of(ArithmeticRules::bits)),
            Map.entry("|", bitsOfAnyNumber("|")),
            Map.entry("^", bitsOfAnyNumber("^")),
            Map.entry("<<", bitsOfAnyNumber("<<")),
            Map.entry(">>", bitsOfAnyNumber(">>")),
            Map.entry("greatest", Rule.of(2, Integer.MAX_VALUE, arguments -> extreme("greatest", arguments))),
            Map.entry("least", Rule.of(2, Integer.MAX_VALUE, arguments -> extreme("least", arguments))));

    private ArithmeticRules() {}

    private static Value computed(Value left, String operator, Value right) {
        Value one = left.asNumeric();
        Value other = right.asNumeric();
        Digits digits = operator.equals("*")
                ? one.digits().times(other.digits())
                : one.digits().plus(other.digits());
        return Value.number("(" + one.sql() + " " + operator + " " + other.sql() + ")", digits);
    }

    /** MariaDB cuts a quotient behind some digits, PostgreSQL rounds behind others: a whole quotient is exact on both. */
    private static Value quotient(Value dividend, Value divisor) {
        Value one = dividend.asNumeric();
        Value other = divisor.asNumeric();
        Digits digits = one.digits().dividedBy(other.digits());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(digits.maxScale());
        String shifted = "(" + one.sql() + " * "
                + BigDecimal.ONE.movePointRight(digits.maxScale()).toPlainString() + ")";
        return Value.number("(div(" + shifted + ", " + notZero(other) + ") * " + unit.toPlainString() + ")", digits);
    }

    private static Value wholeQuotient(Value dividend, Value divisor) {
        Value one = dividend.asNumeric();
        Value other = divisor.asNumeric();
        return Value.number(
                "div(" + one.sql() + ", " + notZero(other) + ")", one.digits().dividedWholeBy(other.digits()));
    }

    private static Value remainder(Value dividend, Value divisor) {
        Value one = dividend.asNumeric();
        Value other = divisor.asNumeric();
        return Value.number(
                "mod(" + one.sql() + ", " + notZero(other) + ")", one.digits().plus(other.digits()));
    }

    /** Division by zero gives NULL (or no row, in strict mode). */
    private static String notZero(Value divisor) {
        return divisor.literal() != null && new BigDecimal(divisor.literal()).signum() != 0
                ? divisor.sql()
                : "nullif(" + divisor.sql() + ", 0)";
    }

    private static Value negated(Value operand) {
        Value number = operand.asNumber();
        if (number.literal() != null && !number.literal().startsWith("-")) {
            return Value.numberLiteral("-" + number.literal());
        }
        return Value.number(
                "(- " + number.asNumeric().sql() + ")", number.digits().asNumeric());
    }

    private static Value absolute(Value operand) {
        Value number = operand.asNumeric();
        return Value.number("abs(" + number.sql() + ")", number.digits());
    }

    private static Digits sign() {
        return Digits.BIT.asNumeric();
    }

    private static Value whole(String function, Value operand) {
        Value number = operand.asNumeric();
        return Value.number(function + "(" + number.sql() + ")", number.digits().whole());
    }

    private static Value rounded(String function, List<Value> arguments) {
        Value number = arguments.get(0).asNumeric();
        int scale = arguments.size() == 1 ? 0 : Constants.integer(arguments.get(1), -MAX_ROUNDING, MAX_ROUNDING);
        return Value.number(
                function + "(" + number.sql() + ", " + scale + ")",
                number.digits().rounded(scale));
    }

    /** A bit mask that is not negative leaves a number that is not negative, whatever the other operand is. */
    private static Value bits(Value left, Value right) {
        Value one = left.asNumber();
        Value other = right.asNumber();
        if (!one.digits().fitsBigint() || !other.digits().fitsBigint() || !isMask(one) && !isMask(other)) {
            throw new Refusal(
                    "has bit operators on numbers that may be negative, which MariaDB takes for unsigned ones");
        }
        return Value.number(
                "cast((cast(" + one.sql() + " as bigint) & cast(" + other.sql() + " as bigint)) as numeric)", MASKED);
    }

    private static boolean isMask(Value number) {
        return number.literal() != null && !number.literal().startsWith("-");
    }

    private static Rule bitsOfAnyNumber(String operator) {
        return Rule.of((left, right) -> {
            throw new Refusal(
                    "has the bit operator " + operator + ", whose result is an unsigned number of 64 bits on MariaDB");
        });
    }

    /** NULL if one of the operands is, where PostgreSQL leaves it out. */
    private static Value extreme(String function, List<Value> arguments) {
        String noneIsNull =
                arguments.stream().map(value -> value.sql() + " IS NOT NULL").collect(Collectors.joining(" AND "));
        Value any = ConditionalRules.common(arguments);
        if (!any.isNumber() && !any.isWallClock()) {
            throw new Refusal("asks for the " + function + " of " + any.described());
        }
        String operands = arguments.stream()
                .map(value -> any.isNumber() ? value.asNumber().sql() : value.sql())
                .collect(Collectors.joining(", "));
        return any.withSql("(CASE WHEN " + noneIsNull + " THEN " + function + "(" + operands + ") END)");
    }
}
