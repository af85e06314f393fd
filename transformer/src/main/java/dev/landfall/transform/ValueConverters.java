package dev.landfall.transform;

import dev.landfall.event.ZeroDate;
import dev.landfall.plan.ColumnPlan;
import java.math.BigDecimal;
import java.util.List;

/** Chooses the converter of a column. */
final class ValueConverters {
    private ValueConverters() {}

    static ValueConverter of(ColumnPlan column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> ValueConverters::exactLong;
            case VARCHAR, TEXT, JSON -> ValueConverters::textWithoutNul;
            case DATE, TIMESTAMP, TIMESTAMPTZ -> ValueConverters::calendarDate;
            case TEXT_ARRAY -> ValueConverters::labels;
            case REAL, DOUBLE, NUMERIC, BYTEA, INTERVAL, UUID, INET, BIT -> value -> value;
        };
    }

    private static Object exactLong(Object value) throws UnfitValueException {
        if (value instanceof Long) {
            return value;
        }
        try {
            return ((BigDecimal) value).longValueExact();
        } catch (ArithmeticException e) {
            throw new UnfitValueException("value " + value + " is above bigint's 9223372036854775807");
        }
    }

    private static Object textWithoutNul(Object value) throws UnfitValueException {
        String text = (String) value;
        int at = text.indexOf('\0');
        if (at >= 0) {
            throw new UnfitValueException(
                    "the text has the character U+0000 at position " + at + ", which PostgreSQL cannot store");
        }
        return text;
    }

    private static Object calendarDate(Object value) throws UnfitValueException {
        if (value instanceof ZeroDate zero) {
            throw new UnfitValueException(zero.text() + " is not a date of the calendar");
        }
        return value;
    }

    private static Object labels(Object value) {
        String text = (String) value;
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
