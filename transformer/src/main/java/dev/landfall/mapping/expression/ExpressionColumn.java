package dev.landfall.mapping.expression;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.target.PgType;
import java.util.Locale;

/**
 * A column as expressions see it.
 *
 * @param digits of an exact number
 * @param text of a text
 */
public record ExpressionColumn(String targetName, ValueKind kind, Digits digits, TextForm text) {
    /** @param type the column's type on the target */
    public static ExpressionColumn of(SourceColumn source, String targetName, PgType type) {
        ValueKind kind = kind(source, type);
        return new ExpressionColumn(
                targetName,
                kind,
                kind == ValueKind.EXACT_NUMBER ? digits(source, type) : Digits.NONE,
                kind == ValueKind.TEXT ? TextForm.of(source.charset(), source.collation()) : TextForm.UNKNOWN);
    }

    private static ValueKind kind(SourceColumn source, PgType type) {
        return switch (type.kind()) {
            // A YEAR compares two digits as a year; an integer of a generated BIT column would be one, too.
            case SMALLINT, INTEGER, BIGINT, NUMERIC ->
                source.type() instanceof MariaDbType.IntegerType || source.type() instanceof MariaDbType.DecimalType
                        ? ValueKind.EXACT_NUMBER
                        : ValueKind.OTHER;
            case REAL, DOUBLE -> ValueKind.FLOAT;
            // An ENUM compares as text under its collation and computes as a number.
            case VARCHAR, TEXT -> source.type() instanceof MariaDbType.EnumType ? ValueKind.OTHER : ValueKind.TEXT;
            case JSON -> ValueKind.JSON;
            case BOOLEAN -> ValueKind.BOOLEAN;
            case BYTEA -> source.type() instanceof MariaDbType.GeometryType ? ValueKind.OTHER : ValueKind.BYTES;
            case DATE -> ValueKind.DATE;
            case TIMESTAMP -> ValueKind.DATETIME;
            case TIMESTAMPTZ -> ValueKind.TIMESTAMP;
            case UUID -> ValueKind.UUID;
            // Of a document, jsonb keeps what it says and not how it is spelled.
            case INTERVAL, INET, BIT, TEXT_ARRAY, REAL_ARRAY, GEOMETRY, JSONB -> ValueKind.OTHER;
        };
    }

    private static Digits digits(SourceColumn source, PgType type) {
        boolean zerofill = source.declaration().toLowerCase(Locale.ROOT).contains("zerofill");
        if (source.type() instanceof MariaDbType.DecimalType decimal) {
            Digits digits = Digits.ofDecimal(decimal.precision(), decimal.scale());
            return zerofill ? new Digits(digits.integral(), decimal.scale(), decimal.scale(), false, true) : digits;
        }
        return Digits.ofInteger(integralDigits(type), zerofill);
    }

    private static int integralDigits(PgType type) {
        return switch (type.kind()) {
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> Digits.BIGINT;
            default -> Digits.BIGINT + 1;
        };
    }
}
