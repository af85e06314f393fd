package dev.landfall.mapping.expression;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.target.PgType;

/**
 * Turns a value into a column's type where MariaDB and PostgreSQL do so alike. A value that does not fit is an error on both
 * (in MariaDB's strict mode, which is the default).
 */
final class Assignment {
    private Assignment() {}

    static Value assign(Value value, Use use, SourceColumn column, PgType target) {
        MariaDbType source = column.type();
        return switch (target.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> {
                if (source instanceof MariaDbType.IntegerType || source instanceof MariaDbType.DecimalType) {
                    yield value.asNumber();
                }
                throw misfit(value, target);
            }
            case DOUBLE -> {
                // DOUBLE(10,2) rounds in a way of its own.
                if (column.declaration().contains("(")) {
                    throw misfit(value, target);
                }
                yield value.asNumberOrFloat();
            }
            case VARCHAR, TEXT -> text(value, source, target);
            case DATE -> {
                if (!value.isWallClock()) {
                    throw misfit(value, target);
                }
                yield Value.of(DateRules.date(value), ValueKind.DATE);
            }
            case TIMESTAMP -> dateTime(value, target);
            // In the session's time zone on both, but a generated column must not depend on that.
            case TIMESTAMPTZ -> {
                if (use != Use.DEFAULT) {
                    throw misfit(value, target);
                }
                yield dateTime(value, target);
            }
            case JSON -> same(value, ValueKind.JSON, target);
            case BOOLEAN -> same(value, ValueKind.BOOLEAN, target);
            case UUID -> same(value, ValueKind.UUID, target);
            case BYTEA -> {
                if (source instanceof MariaDbType.BinaryType || source instanceof MariaDbType.GeometryType) {
                    throw misfit(value, target);
                }
                yield same(value, ValueKind.BYTES, target);
            }
            // A double is rounded to real twice or once; the others are computed in MariaDB's own ways.
            case REAL, INTERVAL, INET, BIT, TEXT_ARRAY, JSONB, REAL_ARRAY, GEOMETRY -> throw misfit(value, target);
        };
    }

    private static Value text(Value value, MariaDbType source, PgType target) {
        if (source instanceof MariaDbType.EnumType) {
            throw misfit(value, target);
        }
        Value text = value.asText();
        // CHAR does not give its trailing spaces back.
        return source instanceof MariaDbType.CharType ? text.withSql("rtrim(" + text.sql() + ", ' ')") : text;
    }

    private static Value dateTime(Value value, PgType target) {
        if (!value.isWallClock()) {
            throw misfit(value, target);
        }
        return value.kind() == ValueKind.DATE ? value.asDateTime() : FractionalDigits.cut(value, target.first());
    }

    private static Value same(Value value, ValueKind kind, PgType target) {
        if (value.kind() != kind) {
            throw misfit(value, target);
        }
        return value;
    }

    private static Refusal misfit(Value value, PgType target) {
        return new Refusal("gives " + value.described() + " to a column of type " + target);
    }
}
