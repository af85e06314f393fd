package dev.landfall.verify;

import dev.landfall.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a key's value, read as text, is written in a condition; empty where the server cannot hold the value at all. */
enum KeyLiteral {
    NUMBER {
        @Override
        Optional<String> source(String value) {
            // PostgreSQL's numeric has a NaN.
            return NUMERIC.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        }

        @Override
        Optional<String> target(String value) {
            return source(value);
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
    };

    private static final Pattern NUMERIC = Pattern.compile("-?\\d+(\\.\\d+)?");

    abstract Optional<String> source(String value);

    abstract Optional<String> target(String value);
}
