package dev.landfall.mapping.view;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.target.PgType;

/**
 * What MariaDB's rules of conversion need to know of a value.
 *
 * @param scale fractional digits of a decimal, a timestamp or a moment; the length of a bit string; 0 elsewhere
 */
public record ValueType(Kind kind, int scale) {
    /** Named for people: the name goes into reasons. */
    public enum Kind {
        INTEGER("an integer"),
        DECIMAL("a decimal"),
        DOUBLE("a double"),
        FLOAT("a float"),
        YEAR("a YEAR"),
        CONDITION("a truth value"),
        TEXT("text"),
        ENUMERATION("an ENUM"),
        DATE("a date"),
        TIMESTAMP("a date and time"),
        INSTANT("a TIMESTAMP"),
        TIME("a TIME"),
        BINARY("a binary string"),
        BIT("a BIT"),
        JSON("a JSON document"),
        JSON_PART("a part of a JSON document"),
        UUID("a UUID"),
        INET("a network address"),
        SET("a SET"),
        NULL("NULL");

        private final String display;

        Kind(String display) {
            this.display = display;
        }

        String display() {
            return display;
        }

        boolean numeric() {
            return this == INTEGER
                    || this == DECIMAL
                    || this == DOUBLE
                    || this == FLOAT
                    || this == YEAR
                    || this == CONDITION;
        }

        boolean exact() {
            return this == INTEGER || this == DECIMAL || this == YEAR || this == CONDITION;
        }

        boolean textual() {
            return this == TEXT || this == ENUMERATION || this == JSON;
        }

        /** Has a date in it. */
        boolean temporal() {
            return this == DATE || this == TIMESTAMP || this == INSTANT;
        }
    }

    static final ValueType INTEGER = new ValueType(Kind.INTEGER, 0);
    static final ValueType DOUBLE = new ValueType(Kind.DOUBLE, 0);
    static final ValueType CONDITION = new ValueType(Kind.CONDITION, 0);
    static final ValueType TEXT = new ValueType(Kind.TEXT, 0);
    static final ValueType DATE = new ValueType(Kind.DATE, 0);
    static final ValueType JSON_PART = new ValueType(Kind.JSON_PART, 0);
    static final ValueType NULL = new ValueType(Kind.NULL, 0);

    /** MariaDB's limit of a decimal's fractional digits. */
    private static final int MAX_SCALE = 38;

    static ValueType decimal(int scale) {
        return new ValueType(Kind.DECIMAL, Math.min(scale, MAX_SCALE));
    }

    static ValueType timestamp(int fractionalDigits) {
        return new ValueType(Kind.TIMESTAMP, fractionalDigits);
    }

    static ValueType of(MariaDbType source, PgType target) {
        if (source instanceof MariaDbType.EnumType) {
            return new ValueType(Kind.ENUMERATION, 0);
        }
        if (source instanceof MariaDbType.YearType) {
            return new ValueType(Kind.YEAR, 0);
        }
        return switch (target.kind()) {
            case SMALLINT, INTEGER, BIGINT -> INTEGER;
            case NUMERIC -> decimal(target.second());
            case REAL -> new ValueType(Kind.FLOAT, 0);
            case DOUBLE -> DOUBLE;
            case VARCHAR, TEXT -> TEXT;
            case JSON, JSONB -> new ValueType(Kind.JSON, 0);
            case BOOLEAN -> CONDITION;
            case BYTEA, GEOMETRY, REAL_ARRAY -> new ValueType(Kind.BINARY, 0);
            case DATE -> DATE;
            case TIMESTAMP -> timestamp(target.first());
            case TIMESTAMPTZ -> new ValueType(Kind.INSTANT, target.first());
            case INTERVAL -> new ValueType(Kind.TIME, target.first());
            case UUID -> new ValueType(Kind.UUID, 0);
            case INET -> new ValueType(Kind.INET, 0);
            case BIT -> new ValueType(Kind.BIT, target.first());
            case TEXT_ARRAY -> new ValueType(Kind.SET, 0);
        };
    }
}
