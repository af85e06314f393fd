package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.ColumnDefault.Literal;
import dev.landfall.catalog.MariaDbType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A constant default as the server will print it; what it would round, cut or read in a session's way is not understood. */
final class DefaultInterpreter {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,20}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,65}(\\.\\d{1,38})?");
    private static final Pattern ZERO = Pattern.compile("-?0{1,65}(\\.0{1,38})?([eE][+-]?\\d{1,3})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}:\\d{2}");
    private static final Pattern BITS = Pattern.compile("b'(0|1[01]*)'");

    private final MariaDbType type;
    private final String column;

    private DefaultInterpreter(MariaDbType type, String column) {
        this.type = type;
        this.column = column;
    }

    static ColumnDefault of(ColumnDefault value, MariaDbType type, String column) {
        return value instanceof Literal literal
                ? new Literal(new DefaultInterpreter(type, column).literal(literal.text()))
                : value;
    }

    private String literal(String text) {
        if (type instanceof MariaDbType.IntegerType integer) {
            return integer(text, integer);
        }
        if (type instanceof MariaDbType.DecimalType decimal) {
            return decimal(text, decimal);
        }
        if (type instanceof MariaDbType.FloatType || type instanceof MariaDbType.DoubleType) {
            return floating(text);
        }
        if (type instanceof MariaDbType.VarcharType varchar && length(text) <= varchar.length()) {
            return text;
        }
        if (type instanceof MariaDbType.CharType fixed && length(text) <= fixed.length() && !text.endsWith(" ")) {
            return text;
        }
        if (type instanceof MariaDbType.TextType longer && length(text) * 4L <= longer.maxBytes()) {
            return text;
        }
        if (type instanceof MariaDbType.EnumType enumeration
                && enumeration.labels().contains(text)) {
            return text;
        }
        if (type instanceof MariaDbType.SetType set && inOrder(text, set.labels())) {
            return text;
        }
        if (type instanceof MariaDbType.DateType) {
            return require(DATE, text, text);
        }
        if (type instanceof MariaDbType.DateTimeType dateTime) {
            return require(DATE_TIME, text, text + zeros(dateTime.fractionalDigits()));
        }
        if (type instanceof MariaDbType.TimeType time) {
            return require(TIME, text, text + zeros(time.fractionalDigits()));
        }
        if (type instanceof MariaDbType.BitType bit && text.length() - 3 <= bit.length()) {
            return require(BITS, text, text);
        }
        throw uncertain(text);
    }

    private String integer(String text, MariaDbType.IntegerType integer) {
        require(INTEGER, text, text);
        BigDecimal value = new BigDecimal(text);
        int bits = integer.unsigned() ? integer.bits() : integer.bits() - 1;
        BigDecimal end = new BigDecimal(java.math.BigInteger.ONE.shiftLeft(bits));
        BigDecimal begin = integer.unsigned() ? BigDecimal.ZERO : end.negate();
        if (value.compareTo(begin) < 0 || value.compareTo(end) >= 0) {
            throw uncertain(text);
        }
        return value.toPlainString();
    }

    private String decimal(String text, MariaDbType.DecimalType decimal) {
        require(DECIMAL, text, text);
        BigDecimal value = new BigDecimal(text);
        if (value.stripTrailingZeros().scale() > decimal.scale()
                || value.precision() - value.scale() > decimal.precision() - decimal.scale() && value.signum() != 0
                || decimal.unsigned() && value.signum() < 0) {
            throw uncertain(text);
        }
        return value.setScale(decimal.scale()).toPlainString();
    }

    /** A -0 is what the text says; a server that keeps none makes 0 of it. */
    private String floating(String text) {
        if (ZERO.matcher(text).matches()) {
            return text.startsWith("-") ? "-0" : "0";
        }
        require(DECIMAL, text, text);
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String zeros(int digits) {
        return digits == 0 ? "" : "." + "0".repeat(digits);
    }

    private static boolean inOrder(String text, List<String> labels) {
        List<String> chosen = text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
        List<String> ordered = new ArrayList<>(labels);
        ordered.retainAll(chosen);
        return ordered.equals(chosen);
    }

    private String require(Pattern pattern, String text, String result) {
        if (!pattern.matcher(text).matches()) {
            throw uncertain(text);
        }
        return result;
    }

    private NotUnderstoodException uncertain(String text) {
        return new NotUnderstoodException(
                "gives " + column + " the default '" + text + "', which the server may read in another way");
    }
}
