package dev.landfall.transform;

import dev.landfall.event.LargeValue;
import dev.landfall.event.UnreadableText;
import dev.landfall.event.ZeroDate;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.profile.JsonShape;
import dev.landfall.rules.Loss;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.util.List;

/** Chooses the converter of a column. */
final class ValueConverters {
    private ValueConverters() {}

    static ValueConverter of(ColumnPlan column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> ValueConverters::exactLong;
            case NUMERIC -> ValueConverters::exactNumber;
            case VARCHAR, TEXT -> ValueConverters::textWithoutNul;
            case JSON -> value -> json(value, PgType.JSON);
            case JSONB -> value -> json(value, PgType.JSONB);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> ValueConverters::calendarDate;
            case TEXT_ARRAY -> ValueConverters::labels;
            case BOOLEAN -> ValueConverters::truth;
            case GEOMETRY -> ValueConverters::geometry;
            case REAL, DOUBLE, BYTEA, INTERVAL, UUID, INET, BIT, REAL_ARRAY -> value -> value;
        };
    }

    private static Object exactLong(Object value) throws UnfitValueException {
        if (value instanceof Long) {
            return value;
        }
        try {
            return ((BigDecimal) value).longValueExact();
        } catch (ArithmeticException e) {
            throw new UnfitValueException(
                    Loss.OUT_OF_RANGE, "value " + value + " is above bigint's 9223372036854775807");
        }
    }

    private static Object exactNumber(Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : value;
    }

    private static Object truth(Object value) throws UnfitValueException {
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        if (value instanceof byte[] bits) {
            return bits[bits.length - 1] != 0;
        }
        throw new UnfitValueException(Loss.OUT_OF_RANGE, "value " + value + " is neither 0 nor 1");
    }

    private static String readable(Object value) throws UnfitValueException {
        if (value instanceof UnreadableText unreadable) {
            throw new UnfitValueException(Loss.UNREADABLE_TEXT, unreadable.reason() + ": " + unreadable);
        }
        return (String) inMemory(value);
    }

    private static Object inMemory(Object value) {
        return value instanceof LargeValue large ? large.inMemory() : value;
    }

    /** A large text has no such character. */
    private static Object textWithoutNul(Object value) throws UnfitValueException {
        if (value instanceof LargeValue) {
            return value;
        }
        String text = readable(value);
        int at = text.indexOf('\0');
        if (at >= 0) {
            throw new UnfitValueException(
                    Loss.NUL_CHARACTER,
                    "the text has the character U+0000 at position " + at + ", which PostgreSQL cannot store");
        }
        return text;
    }

    private static Object json(Object value, PgType type) throws UnfitValueException {
        String text = readable(value);
        JsonShape shape = JsonShape.of(text);
        boolean fits = shape == JsonShape.JSONB || shape != JsonShape.INVALID && type.kind() == PgType.Kind.JSON;
        if (!fits) {
            throw new UnfitValueException(
                    Loss.UNFIT_JSON,
                    switch (shape) {
                        case REPEATED_KEY -> "the document has a key twice in one object, of which jsonb keeps one";
                        case JSON_ONLY ->
                            "the document has \\u0000, half a surrogate pair or a number beyond numeric, which jsonb refuses";
                        default -> "the document is no JSON by RFC 8259";
                    });
        }
        return text;
    }

    private static Object calendarDate(Object value) throws UnfitValueException {
        if (value instanceof ZeroDate zero) {
            throw new UnfitValueException(Loss.ZERO_DATE, zero.text() + " is not a date of the calendar");
        }
        return value;
    }

    private static Object geometry(Object value) throws UnfitValueException {
        String complaint = GeometryShape.complaint((byte[]) value);
        if (!complaint.isEmpty()) {
            throw new UnfitValueException(
                    Loss.OUT_OF_RANGE,
                    complaint + ", which PostGIS refuses (the type bytea under mapping.columns takes it)");
        }
        return value;
    }

    private static Object labels(Object value) {
        String text = (String) value;
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
