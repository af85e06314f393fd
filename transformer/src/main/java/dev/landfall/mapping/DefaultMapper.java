package dev.landfall.mapping;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.profile.JsonShape;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A MariaDB default that is a value, as PostgreSQL's for a column of a given type; empty where there is no exact one. */
public final class DefaultMapper implements ColumnDefault.Cases<Optional<String>> {
    private static final Pattern DATE = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])([ T].*)?");
    private static final Pattern TIME = Pattern.compile("-?\\d{1,3}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

    private final PgType type;

    private DefaultMapper(PgType type) {
        this.type = type;
    }

    public static Optional<String> map(ColumnDefault value, PgType type) {
        return value.match(new DefaultMapper(type));
    }

    @Override
    public Optional<String> none() {
        return Optional.empty();
    }

    @Override
    public Optional<String> nullValue() {
        return Optional.empty();
    }

    @Override
    public Optional<String> literal(String text) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> number(text);
            case REAL, DOUBLE -> floating(text);
            case VARCHAR, TEXT, UUID, INET -> Optional.of(Identifiers.postgresLiteral(text));
            case JSON ->
                JsonShape.of(text) == JsonShape.INVALID
                        ? Optional.empty()
                        : Optional.of(Identifiers.postgresLiteral(text));
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                onCalendar(text) ? Optional.of(Identifiers.postgresLiteral(text)) : Optional.empty();
            case INTERVAL ->
                TIME.matcher(text).matches() ? Optional.of(Identifiers.postgresLiteral(text)) : Optional.empty();
            case BYTEA -> Optional.of("'\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'");
            case BIT -> bits(text);
            case TEXT_ARRAY -> Optional.of(array(text));
            case BOOLEAN -> truth(text);
            case JSONB ->
                JsonShape.of(text) == JsonShape.JSONB
                        ? Optional.of(Identifiers.postgresLiteral(text))
                        : Optional.empty();
            case REAL_ARRAY, GEOMETRY -> Optional.empty();
        };
    }

    @Override
    public Optional<String> currentTimestamp(int fractionalDigits) {
        return switch (type.kind()) {
            case TIMESTAMPTZ -> Optional.of("CURRENT_TIMESTAMP(" + fractionalDigits + ")");
            case TIMESTAMP -> Optional.of("LOCALTIMESTAMP(" + fractionalDigits + ")");
            case DATE -> Optional.of("CURRENT_DATE");
            default -> Optional.empty();
        };
    }

    /** Left to {@link dev.landfall.mapping.expression.ExpressionTranslator}, which gives a reason where there is none. */
    @Override
    public Optional<String> expression(String sql) {
        return Optional.empty();
    }

    private static Optional<String> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()).toPlainString());
        } catch (NumberFormatException e) {
            // A default such as 'abc' on a number: MariaDB would refuse it, so there is nothing to carry over.
            return Optional.empty();
        }
    }

    /** A minus in front of a 0 would be an operator, and the 0 behind it an integer, which has no sign. */
    private static Optional<String> floating(String text) {
        return number(text)
                .map(number -> text.strip().startsWith("-") && new BigDecimal(number).signum() == 0 ? "'-0'" : number);
    }

    private static boolean onCalendar(String text) {
        try {
            return DATE.matcher(text).matches()
                    && LocalDate.parse(text.substring(0, 10)).getYear() > 0;
        } catch (DateTimeException e) {
            // A zero or invalid date, which PostgreSQL has no default for either.
            return false;
        }
    }

    private static Optional<String> truth(String text) {
        return switch (text) {
            case "0", "b'0'" -> Optional.of("false");
            case "1", "b'1'" -> Optional.of("true");
            default -> Optional.empty();
        };
    }

    private Optional<String> bits(String text) {
        String digits = text.startsWith("b'") ? text.substring(2, text.length() - 1) : text;
        if (!digits.matches("[01]+") || digits.length() > type.first()) {
            return Optional.empty();
        }
        return Optional.of("B'" + "0".repeat(type.first() - digits.length()) + digits + "'");
    }

    private static String array(String labels) {
        return labels.isEmpty()
                ? "'{}'::text[]"
                : Arrays.stream(labels.split(",", -1))
                        .map(Identifiers::postgresLiteral)
                        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}
