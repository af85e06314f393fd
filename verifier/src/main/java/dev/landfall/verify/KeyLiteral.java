package dev.landfall.verify;

import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a key's value, read as text, is written in a condition; empty where the server cannot hold the value at all, or has no literal of it. */
enum KeyLiteral {
    NUMBER {
        @Override
        Comparator<String> order() {
            return Comparator.comparing(BigDecimal::new);
        }

        @Override
        Optional<String> source(String value) {
            return NUMERIC.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        }

        @Override
        Optional<String> target(String value) {
            return source(value)
                    .or(() -> Optional.of(value).filter(NO_NUMBERS::contains).map(text -> "'" + text + "'::numeric"));
        }
    },
    TEXT {
        /** In hexadecimal, so that neither quotes nor backslashes matter. */
        @Override
        Optional<String> source(String value) {
            return Optional.of("_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'");
        }

        @Override
        Optional<String> target(String value) {
            return value.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(Identifiers.postgresLiteral(value));
        }
    },
    /** The value is read in hexadecimal. */
    BYTES {
        @Override
        Optional<String> source(String value) {
            return Optional.of("X'" + value + "'");
        }

        @Override
        Optional<String> target(String value) {
            return Optional.of("'\\x" + value + "'");
        }
    },
    /** The number of a block of the target's table: the place in front of its first row. */
    BLOCK {
        @Override
        Optional<String> source(String value) {
            return Optional.empty();
        }

        @Override
        Optional<String> target(String value) {
            return Optional.of("'(" + value + ",0)'::tid");
        }
    },
    /** A date, or a date and time, that both servers have and write the same. */
    CALENDAR_TIME {
        @Override
        Optional<String> source(String value) {
            return isOnCalendar(value) ? Optional.of("'" + value + "'") : Optional.empty();
        }

        @Override
        Optional<String> target(String value) {
            return source(value);
        }
    };

    /** MariaDB promises nothing about dates before it. */
    static final int FIRST_YEAR = 1000;

    /** What PostgreSQL's numeric has besides. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private static final Pattern NUMERIC = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final int DATE_LENGTH = "2024-02-29".length();
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?)?");

    private static boolean isOnCalendar(String value) {
        if (!MOMENT.matcher(value).matches()) {
            return false;
        }
        try {
            return LocalDate.parse(value.substring(0, DATE_LENGTH)).getYear() >= FIRST_YEAR;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** In which both servers have the values that can be the ends of a range; of bytes, in hexadecimal. */
    Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    abstract Optional<String> source(String value);

    abstract Optional<String> target(String value);
}
