package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Pattern;

/** MariaDB's implicit conversions, written out; those that PostgreSQL cannot repeat exactly are refused. */
final class ViewConversion {
    /** Digits of MariaDB's decimals. */
    private static final int MAX_PRECISION = 65;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    private static final Pattern DATE_AND_TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?)");

    private final Set<ViewCaveat> caveats;

    ViewConversion(Set<ViewCaveat> caveats) {
        this.caveats = caveats;
    }

    /** As a WHERE clause takes it. */
    String condition(ViewValue value) {
        if (value.kind() == Kind.CONDITION) {
            return value.sql();
        }
        if (value.isNull()) {
            return "cast(NULL as boolean)";
        }
        if (value.kind().numeric()) {
            return "(" + value.sql() + " <> 0)";
        }
        if (value.kind() == Kind.BIT) {
            return "(" + value.sql() + " <> " + bits("0", value.type().scale()) + ")";
        }
        throw new UntranslatableViewException(
                "It takes " + value.kind().display() + " as a truth value: " + shown(value) + ".");
    }

    /** As an operand of arithmetic; integers as {@code bigint}, which is what MariaDB computes with. */
    ViewValue number(ViewValue value) {
        if (value.rounded()) {
            caveats.add(ViewCaveat.QUOTIENT);
        }
        return unroundedNumber(value);
    }

    /** Like {@link #number}, for functions that give the same whether a quotient has more digits or not. */
    ViewValue unroundedNumber(ViewValue value) {
        if (value.isTextLiteral()
                && value.literal() != null
                && DECIMAL.matcher(value.literal()).matches()) {
            int point = value.literal().indexOf('.');
            return point < 0
                    ? new ViewValue(value.literal(), ValueType.INTEGER, value.literal(), false)
                    : ViewValue.decimal(value.literal(), value.literal().length() - point - 1, false);
        }
        return switch (value.kind()) {
            case CONDITION -> ViewValue.integer("cast(" + value.sql() + " as integer)");
            case INTEGER ->
                value.literal() != null || isBigint(value.sql())
                        ? value
                        : ViewValue.integer("cast(" + value.sql() + " as bigint)");
            case YEAR -> ViewValue.integer("cast(" + value.sql() + " as bigint)");
            case FLOAT -> ViewValue.of("cast(" + value.sql() + " as double precision)", ValueType.DOUBLE);
            case NULL -> ViewValue.integer("cast(NULL as bigint)");
            case DECIMAL, DOUBLE -> value;
            default ->
                throw new UntranslatableViewException(
                        "It takes " + value.kind().display() + " as a number: " + shown(value) + ".");
        };
    }

    private static boolean isBigint(String sql) {
        return sql.startsWith("(cast(") || sql.startsWith("cast(") && sql.endsWith(" as bigint)");
    }

    /** Like {@link #number}, but nothing with a fraction in binary. */
    ViewValue exactNumber(ViewValue value, String what) {
        ViewValue number = number(value);
        if (!number.kind().exact()) {
            throw new UntranslatableViewException("It computes " + what + " of floating point numbers.");
        }
        return number;
    }

    /** The length, position or count that a function of PostgreSQL takes. */
    String integerArgument(ViewValue value) {
        if (value.constant() != null) {
            return value.sql();
        }
        ViewValue number = unroundedNumber(value);
        if (number.kind() != Kind.INTEGER) {
            throw new UntranslatableViewException(
                    "It takes " + value.kind().display() + " as a length or position: " + shown(value) + ".");
        }
        return "cast(" + number.sql() + " as integer)";
    }

    /** As CONCAT sees it: exactly the characters that MariaDB would give. */
    String text(ViewValue value) {
        return switch (value.kind()) {
            case TEXT -> value.sql();
            case ENUMERATION, JSON, UUID, INTEGER -> "cast(" + value.sql() + " as text)";
            case CONDITION -> "cast(cast(" + value.sql() + " as integer) as text)";
            case YEAR -> "lpad(cast(" + value.sql() + " as text), 4, '0')";
            case DECIMAL ->
                "cast(cast(" + value.sql() + " as numeric(" + MAX_PRECISION + ", "
                        + value.type().scale() + ")) as text)";
            case DATE, TIMESTAMP, INSTANT ->
                "to_char(" + timestamp(value) + ", 'YYYY-MM-DD" + clock(value.type()) + "')";
            case NULL -> "cast(NULL as text)";
            default ->
                throw new UntranslatableViewException(
                        "It takes " + value.kind().display() + " as text: " + shown(value) + ".");
        };
    }

    private static String clock(ValueType type) {
        if (type.kind() == Kind.DATE) {
            return "";
        }
        return " HH24:MI:SS" + (type.scale() == 0 ? "" : ".FF" + type.scale());
    }

    /** As {@code timestamp without time zone}. */
    String timestamp(ViewValue value) {
        if (value.isTextLiteral()) {
            return timestampLiteral(value);
        }
        return switch (value.kind()) {
            case TIMESTAMP -> value.sql();
            case DATE -> "cast(" + value.sql() + " as timestamp)";
            case INSTANT -> {
                caveats.add(ViewCaveat.SESSION_TIME_ZONE);
                yield "cast(" + value.sql() + " as timestamp)";
            }
            case NULL -> "cast(NULL as timestamp)";
            default ->
                throw new UntranslatableViewException(
                        "It takes " + value.kind().display() + " as a date: " + shown(value) + ".");
        };
    }

    /** As a date; the time of day is left out, as MariaDB's date functions do. */
    String date(ViewValue value) {
        return value.kind() == Kind.DATE ? value.sql() : "cast(" + timestamp(value) + " as date)";
    }

    /** A text literal that is a date, perhaps with a time, becomes one; everything else stays. */
    ViewValue temporal(ViewValue value) {
        if (!value.isTextLiteral() || value.literal() == null) {
            return value;
        }
        return isDate(value.literal())
                ? ViewValue.of("date '" + value.literal() + "'", ValueType.DATE)
                : ViewValue.of(timestampLiteral(value), ValueType.timestamp(fractionalDigits(value.literal())));
    }

    private static String timestampLiteral(ViewValue value) {
        String text = value.literal() == null ? "" : value.literal();
        var matcher = DATE_AND_TIME.matcher(text);
        boolean valid = isDate(text) || matcher.matches() && isDate(matcher.group(1)) && isTime(matcher.group(2));
        if (!valid) {
            throw new UntranslatableViewException("It takes the text " + value.sql() + " as a date.");
        }
        return "timestamp '" + text + "'";
    }

    /** A text literal in MariaDB's own form of TIME. */
    ViewValue time(ViewValue value) {
        if (value.isTextLiteral() && value.literal() != null && isTime(value.literal())) {
            return ViewValue.of(
                    "interval '" + value.literal() + "'", new ValueType(Kind.TIME, fractionalDigits(value.literal())));
        }
        return value;
    }

    private static int fractionalDigits(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    private static boolean isDate(String text) {
        try {
            // The year 0 is none to PostgreSQL.
            return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return TIME_OF_DAY.matcher(text).matches() && LocalTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A bit string literal of the given length. */
    static String bits(String number, int length) {
        String bits = new BigInteger(number).toString(2);
        if (bits.length() > length) {
            throw new UntranslatableViewException("It compares a BIT(" + length + ") with " + number + ".");
        }
        return "B'" + "0".repeat(length - bits.length()) + bits + "'";
    }

    /** What a reason shows of a value. */
    static String shown(ViewValue value) {
        return value.literal() != null && value.kind() == Kind.TEXT
                ? Identifiers.postgresLiteral(value.literal())
                : value.sql().replace("\"", "");
    }
}
