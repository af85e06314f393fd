package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings values to the one type in which MariaDB would compare or merge them. */
final class ViewComparison {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** MariaDB reads a YEAR compared with a smaller number as one of the years 1970 to 2069. */
    private static final int TWO_DIGIT_YEARS = 100;

    private final ViewConversion conversion;
    private final Set<ViewCaveat> caveats;

    ViewComparison(ViewConversion conversion, Set<ViewCaveat> caveats) {
        this.conversion = conversion;
        this.caveats = caveats;
    }

    String compare(ViewValue left, String operator, ViewValue right) {
        List<ViewValue> pair = comparable(List.of(left, right));
        if (!operator.equals("=") && !operator.equals("<>") && !operator.equals("<=>")) {
            refuseOrder(pair);
        }
        String spelling = operator.equals("<=>") ? "is not distinct from" : operator;
        return "(" + pair.get(0).sql() + " " + spelling + " " + pair.get(1).sql() + ")";
    }

    void refuseOrder(List<ViewValue> values) {
        for (ViewValue value : values) {
            if (value.kind() == Kind.UUID || value.kind() == Kind.INET) {
                throw new UntranslatableViewException("It asks which of two values comes first of "
                        + value.kind().display() + ".");
            }
        }
    }

    /** The values as operands of a comparison, all of one family of types. */
    List<ViewValue> comparable(List<ViewValue> values) {
        if (any(values, Kind.BIT)) {
            return each(values, value -> bit(value, length(values)));
        }
        if (any(values, Kind.YEAR)) {
            values.forEach(ViewComparison::refuseTwoDigits);
        }
        if (values.stream().anyMatch(value -> value.kind().numeric())) {
            return each(values, value -> value.isNull() ? value : comparedNumber(value));
        }
        if (values.stream().anyMatch(value -> value.kind().temporal())) {
            return dates(values);
        }
        if (any(values, Kind.TIME)) {
            return each(values, value -> required(conversion.time(value), Kind.TIME));
        }
        if (any(values, Kind.UUID)) {
            return each(values, ViewComparison::uuid);
        }
        if (any(values, Kind.BINARY)) {
            return each(values, value -> required(value, Kind.BINARY));
        }
        if (any(values, Kind.INET)) {
            return each(values, value -> required(value, Kind.INET));
        }
        return each(values, this::comparedText);
    }

    private static List<ViewValue> each(List<ViewValue> values, UnaryOperator<ViewValue> change) {
        return values.stream().map(change).toList();
    }

    private static boolean any(List<ViewValue> values, Kind kind) {
        return values.stream().anyMatch(value -> value.kind() == kind);
    }

    /** Comparing needs no room for results: a column stays as it is, so that its index can be used. */
    private ViewValue comparedNumber(ViewValue value) {
        ViewValue number = conversion.number(value);
        return value.kind() == Kind.INTEGER || value.kind() == Kind.YEAR ? value : number;
    }

    private static void refuseTwoDigits(ViewValue value) {
        Integer constant = value.constant();
        if (constant != null && constant < TWO_DIGIT_YEARS) {
            throw new UntranslatableViewException(
                    "It compares a YEAR with " + constant + ", which MariaDB takes for a year of two digits.");
        }
    }

    private List<ViewValue> dates(List<ViewValue> values) {
        List<ViewValue> dates = each(values, conversion::temporal);
        if (any(dates, Kind.INSTANT)
                && !dates.stream().allMatch(value -> value.kind() == Kind.INSTANT || value.isNull())) {
            // Towards the moments, so that their index can be used; through timestamp, whose zone is looked up when the
            // view is read and not when it is created.
            caveats.add(ViewCaveat.SESSION_TIME_ZONE);
            return each(
                    dates,
                    value -> value.kind() == Kind.INSTANT || value.isNull()
                            ? value
                            : ViewValue.of("cast(" + conversion.timestamp(value) + " as timestamptz)", value.type()));
        }
        dates.forEach(value -> {
            if (!value.kind().temporal() && !value.isNull()) {
                throw mixed("a date", value);
            }
        });
        return dates;
    }

    private static ViewValue required(ViewValue value, Kind kind) {
        if (value.kind() != kind && !value.isNull()) {
            throw mixed(kind.display(), value);
        }
        return value;
    }

    private static ViewValue uuid(ViewValue value) {
        if (value.isTextLiteral()
                && value.literal() != null
                && UUID.matcher(value.literal()).matches()) {
            return ViewValue.of("uuid '" + value.literal() + "'", new ValueType(Kind.UUID, 0));
        }
        return required(value, Kind.UUID);
    }

    private ViewValue comparedText(ViewValue value) {
        if (value.isNull() || value.kind() == Kind.TEXT) {
            return value;
        }
        if (!value.kind().textual()) {
            throw new UntranslatableViewException(
                    "It compares " + value.kind().display() + ": " + ViewConversion.shown(value) + ".");
        }
        return value.kind() == Kind.JSON ? ViewValue.text(conversion.text(value)) : value;
    }

    private static int length(List<ViewValue> values) {
        return values.stream()
                .filter(value -> value.kind() == Kind.BIT)
                .mapToInt(value -> value.type().scale())
                .max()
                .orElseThrow();
    }

    private static ViewValue bit(ViewValue value, int length) {
        boolean same = value.kind() == Kind.BIT && value.type().scale() == length;
        if (same || value.isNull()) {
            return value;
        }
        String number = bitNumber(value);
        if (number == null) {
            throw mixed("a BIT(" + length + ")", value);
        }
        return ViewValue.of(ViewConversion.bits(number, length), new ValueType(Kind.BIT, length));
    }

    private static @Nullable String bitNumber(ViewValue value) {
        if (value.literal() == null
                || value.literal().isEmpty()
                || value.literal().startsWith("-")) {
            return null;
        }
        return switch (value.kind()) {
            case INTEGER -> value.literal();
            case BINARY -> new BigInteger(value.literal(), 16).toString();
            default -> null;
        };
    }

    private static UntranslatableViewException mixed(String with, ViewValue value) {
        return new UntranslatableViewException("It compares or mixes " + with + " with "
                + value.kind().display() + ": " + ViewConversion.shown(value) + ".");
    }

    /** The values as the branches of a CASE, COALESCE and their like, and the type of the result. */
    Merged merge(List<ViewValue> values) {
        List<ViewValue> known = values.stream().filter(value -> !value.isNull()).toList();
        if (known.isEmpty()) {
            return new Merged(values, ValueType.NULL, false);
        }
        Kind first = known.get(0).kind();
        if (known.stream().allMatch(value -> value.kind().numeric())) {
            return mergedNumbers(values);
        }
        if (known.stream().allMatch(value -> value.type().equals(known.get(0).type())) && !first.textual()) {
            return new Merged(values, known.get(0).type(), false);
        }
        if (known.stream().allMatch(value -> value.kind().temporal())) {
            return mergedDates(values, known);
        }
        return new Merged(
                each(values, value -> value.isNull() ? value : ViewValue.text(conversion.text(value))),
                ValueType.TEXT,
                false);
    }

    private Merged mergedNumbers(List<ViewValue> values) {
        List<ViewValue> numbers = new ArrayList<>();
        ValueType type = ValueType.INTEGER;
        boolean rounded = false;
        for (ViewValue value : values) {
            ViewValue number = value.isNull() ? value : conversion.unroundedNumber(value);
            numbers.add(value.kind() == Kind.INTEGER ? value : number);
            type = value.isNull() ? type : wider(type, number.type());
            rounded |= number.rounded();
        }
        return new Merged(numbers, type, rounded && type.kind() == Kind.DECIMAL);
    }

    static ValueType wider(ValueType one, ValueType other) {
        if (one.kind() == Kind.DOUBLE || other.kind() == Kind.DOUBLE) {
            return ValueType.DOUBLE;
        }
        return one.kind() == Kind.INTEGER && other.kind() == Kind.INTEGER
                ? ValueType.INTEGER
                : ValueType.decimal(Math.max(one.scale(), other.scale()));
    }

    private Merged mergedDates(List<ViewValue> values, List<ViewValue> known) {
        int digits =
                known.stream().mapToInt(value -> value.type().scale()).max().orElse(0);
        ValueType type = ValueType.timestamp(digits);
        return new Merged(
                each(values, value -> value.isNull() ? value : ViewValue.of(conversion.timestamp(value), type)),
                type,
                false);
    }

    /** @param rounded see {@link ViewValue} */
    record Merged(List<ViewValue> values, ValueType type, boolean rounded) {
        ViewValue result(String sql) {
            return new ViewValue(sql, type, null, rounded);
        }
    }
}
