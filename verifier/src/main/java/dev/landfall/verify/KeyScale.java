package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line on which the values of a key's first column have their places, for a drawing: values of both servers in one order, whatever order
 * each of them keeps. Values are as listings have them, see {@link KeyColumn}.
 */
enum KeyScale {
    /** Of a decimal number the whole part counts. */
    NUMBER {
        @Override
        Optional<KeySpan.Key> place(String value) {
            // PostgreSQL's numeric has a NaN and infinities.
            return NUMERIC.matcher(value).matches()
                    ? Optional.of(new BigDecimal(value).toBigInteger())
                            .map(number -> new KeySpan.Key(number, number.toString()))
                    : Optional.empty();
        }

        @Override
        String placed(String column) {
            return column + "::numeric <> 'NaN'";
        }
    },
    /** Microseconds. What is on no calendar, zero dates and the 31st of February, has no place, nor has PostgreSQL's infinity. */
    CALENDAR {
        @Override
        Optional<KeySpan.Key> place(String value) {
            Matcher moment = MOMENT.matcher(value);
            return moment.matches()
                    ? microseconds(moment).map(position -> new KeySpan.Key(position, withoutZeros(value)))
                    : Optional.empty();
        }

        @Override
        String placed(String column) {
            return "isfinite(" + column + ")";
        }
    },
    /** Read in hexadecimal. */
    BYTES {
        @Override
        Optional<KeySpan.Key> place(String value) {
            String digits = value.toLowerCase(Locale.ROOT);
            return Optional.of(
                    new KeySpan.Key(position(HexFormat.of().parseHex(digits)), digits.isEmpty() ? "" : "0x" + digits));
        }
    },
    /** In the order of its digits, which is PostgreSQL's. */
    UUID {
        @Override
        Optional<KeySpan.Key> place(String value) {
            String text = value.toLowerCase(Locale.ROOT);
            return Optional.of(new KeySpan.Key(position(HexFormat.of().parseHex(text.replace("-", ""))), text));
        }
    },
    /** In the order of its bytes in UTF-8, as collations differ. */
    TEXT {
        @Override
        Optional<KeySpan.Key> place(String value) {
            return Optional.of(new KeySpan.Key(position(value.getBytes(StandardCharsets.UTF_8)), value));
        }
    };

    /** Enough for keys that have a long beginning in common, and still a number that arithmetic is quick with. */
    private static final int BYTES_THAT_COUNT = 32;

    private static final Pattern NUMERIC = Pattern.compile("-?\\d+(\\.\\d+)?");
    /** PostgreSQL's years go further, and those before the first are "BC"; MariaDB has a year 0. */
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4,6})-(\\d{2})-(\\d{2})(?: (\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,6}))?)?( BC)?");

    private static final Pattern ZEROS = Pattern.compile("(:\\d{2})\\.0+(?!\\d)|(\\.\\d*?[1-9])0+(?!\\d)");
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int FRACTION_DIGITS = 6;
    private static final int NANOS_PER_MICRO = 1_000;

    /** Of the first column of a table's key; empty for a key that begins with something else, and without a key. */
    static Optional<KeyScale> of(TablePlan plan) {
        return plan.rowKey().isEmpty()
                ? Optional.empty()
                : of(plan.columns().get(plan.rowKey().get(0)));
    }

    /** Of one column of a key; empty for one whose values have no such order. */
    static Optional<KeyScale> of(ColumnPlan column) {
        return KeyColumns.of(column).or(() -> CalendarColumn.of(column)).flatMap(found -> of(found, column));
    }

    /** The target is asked for the ends of the line, so its type has to have that order. */
    private static Optional<KeyScale> of(KeyColumn found, ColumnPlan column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> when(found, KeyLiteral.NUMBER, NUMBER);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> when(found, KeyLiteral.CALENDAR_TIME, CALENDAR);
            case BYTEA -> when(found, KeyLiteral.BYTES, BYTES);
            case UUID -> when(found, KeyLiteral.TEXT, UUID);
            case VARCHAR, TEXT -> when(found, KeyLiteral.TEXT, TEXT);
            default -> Optional.empty();
        };
    }

    private static Optional<KeyScale> when(KeyColumn found, KeyLiteral literal, KeyScale scale) {
        return found.literal() == literal ? Optional.of(scale) : Optional.empty();
    }

    /** Empty for a value that has none. */
    abstract Optional<KeySpan.Key> place(String value);

    /** Which of the target's values have one, in its dialect. @param column quoted */
    String placed(String column) {
        return column + " IS NOT NULL";
    }

    private static BigInteger position(byte[] bytes) {
        return new BigInteger(1, Arrays.copyOf(bytes, BYTES_THAT_COUNT));
    }

    private static Optional<BigInteger> microseconds(Matcher moment) {
        int year = Integer.parseInt(moment.group(1));
        try {
            LocalDateTime time = LocalDateTime.of(
                            moment.group(8) == null ? year : 1 - year, number(moment, 2), number(moment, 3), 0, 0)
                    .plusHours(number(moment, 4))
                    .plusMinutes(number(moment, 5))
                    .plusSeconds(number(moment, 6))
                    .plusNanos((long) NANOS_PER_MICRO * fraction(moment));
            return Optional.of(BigInteger.valueOf(time.toEpochSecond(ZoneOffset.UTC))
                    .multiply(BigInteger.valueOf(MICROS_PER_SECOND))
                    .add(BigInteger.valueOf(time.get(ChronoField.MICRO_OF_SECOND))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher moment, int group) {
        return moment.group(group) == null ? 0 : Integer.parseInt(moment.group(group));
    }

    private static int fraction(Matcher moment) {
        String digits = moment.group(7);
        return digits == null ? 0 : Integer.parseInt((digits + "000000").substring(0, FRACTION_DIGITS));
    }

    /** MariaDB writes them at the end of a fraction, PostgreSQL does not. */
    private static String withoutZeros(String moment) {
        return ZEROS.matcher(moment).replaceAll("$1$2");
    }
}
