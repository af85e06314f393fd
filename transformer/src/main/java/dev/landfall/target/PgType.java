package dev.landfall.target;

/**
 * A PostgreSQL type. {@code first} and {@code second} are the modifiers of kinds that have some: length, precision and
 * scale, or fractional digits; 0 elsewhere.
 *
 * @param name of a type that an extension brings, with its schema and modifiers; empty for PostgreSQL's own
 */
public record PgType(Kind kind, int first, int second, String name) {
    /** How values travel; the Java type of a target value is given per kind. */
    public enum Kind {
        /** {@link Long}. */
        SMALLINT,
        /** {@link Long}. */
        INTEGER,
        /** {@link Long}. */
        BIGINT,
        /** {@link java.math.BigDecimal}. */
        NUMERIC,
        /** {@link Float}. */
        REAL,
        /** {@link Double}. */
        DOUBLE,
        /** {@link String}. */
        VARCHAR,
        /** {@link String}. */
        TEXT,
        /** {@link String}. */
        JSON,
        /** {@code byte[]}. */
        BYTEA,
        /** {@link java.time.LocalDate}. */
        DATE,
        /** {@link java.time.LocalDateTime}. */
        TIMESTAMP,
        /** {@link java.time.Instant}. */
        TIMESTAMPTZ,
        /** {@link java.time.Duration}. */
        INTERVAL,
        /** {@link java.util.UUID}. */
        UUID,
        /** {@code byte[]} of 4 or 16 bytes. */
        INET,
        /** {@code byte[]}, big-endian, right-aligned. */
        BIT,
        /** {@link java.util.List} of {@link String}. */
        TEXT_ARRAY,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link String}. */
        JSONB,
        /** {@code float[]}. */
        REAL_ARRAY,
        /** Of PostGIS. {@code byte[]}: SRID as 4 bytes little-endian, then WKB. */
        GEOMETRY
    }

    public static final PgType SMALLINT = new PgType(Kind.SMALLINT, 0, 0, "");
    public static final PgType INTEGER = new PgType(Kind.INTEGER, 0, 0, "");
    public static final PgType BIGINT = new PgType(Kind.BIGINT, 0, 0, "");
    public static final PgType REAL = new PgType(Kind.REAL, 0, 0, "");
    public static final PgType DOUBLE = new PgType(Kind.DOUBLE, 0, 0, "");
    public static final PgType TEXT = new PgType(Kind.TEXT, 0, 0, "");
    public static final PgType JSON = new PgType(Kind.JSON, 0, 0, "");
    public static final PgType BYTEA = new PgType(Kind.BYTEA, 0, 0, "");
    public static final PgType DATE = new PgType(Kind.DATE, 0, 0, "");
    public static final PgType UUID = new PgType(Kind.UUID, 0, 0, "");
    public static final PgType INET = new PgType(Kind.INET, 0, 0, "");
    public static final PgType BOOLEAN = new PgType(Kind.BOOLEAN, 0, 0, "");
    public static final PgType JSONB = new PgType(Kind.JSONB, 0, 0, "");
    public static final PgType REAL_ARRAY = new PgType(Kind.REAL_ARRAY, 0, 0, "");
    public static final PgType TEXT_ARRAY = new PgType(Kind.TEXT_ARRAY, 0, 0, "");

    public static PgType numeric(int precision, int scale) {
        return new PgType(Kind.NUMERIC, precision, scale, "");
    }

    /** @param length in characters */
    public static PgType varchar(int length) {
        return new PgType(Kind.VARCHAR, length, 0, "");
    }

    public static PgType bit(int length) {
        return new PgType(Kind.BIT, length, 0, "");
    }

    public static PgType timestamp(int fractionalDigits) {
        return new PgType(Kind.TIMESTAMP, fractionalDigits, 0, "");
    }

    public static PgType timestampWithZone(int fractionalDigits) {
        return new PgType(Kind.TIMESTAMPTZ, fractionalDigits, 0, "");
    }

    public static PgType interval(int fractionalDigits) {
        return new PgType(Kind.INTERVAL, fractionalDigits, 0, "");
    }

    /** @param schema of PostGIS; @param subtype as PostGIS spells it, empty for any */
    public static PgType geometry(String schema, String subtype) {
        String qualifier = schema.matches("[a-z_][a-z0-9_]*") ? schema : '"' + schema.replace("\"", "\"\"") + '"';
        return new PgType(
                Kind.GEOMETRY, 0, 0, qualifier + ".geometry" + (subtype.isEmpty() ? "" : "(" + subtype + ")"));
    }

    /** Schema of an extension's type, quoted where it must be; empty for PostgreSQL's own types. */
    public String qualifier() {
        int dot = name.indexOf(".geometry");
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** As PostgreSQL's {@code format_type} prints it. */
    public String sql() {
        return switch (kind) {
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case NUMERIC -> "numeric(" + first + "," + second + ")";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case VARCHAR -> "character varying(" + first + ")";
            case TEXT -> "text";
            case JSON -> "json";
            case BYTEA -> "bytea";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp(" + first + ") without time zone";
            case TIMESTAMPTZ -> "timestamp(" + first + ") with time zone";
            case INTERVAL -> "interval(" + first + ")";
            case UUID -> "uuid";
            case INET -> "inet";
            case BIT -> "bit(" + first + ")";
            case TEXT_ARRAY -> "text[]";
            case BOOLEAN -> "boolean";
            case JSONB -> "jsonb";
            case REAL_ARRAY -> "real[]";
            case GEOMETRY -> name;
        };
    }

    /** Whether PostgreSQL compares values of it with an {@code =} that every session finds. */
    public boolean comparable() {
        return kind != Kind.JSON && kind != Kind.GEOMETRY;
    }

    /** Whether a B-tree over it serves what an index over the source's type serves. */
    public boolean ordered() {
        return comparable() && kind != Kind.JSONB;
    }

    public boolean isInteger() {
        return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
    }

    @Override
    public String toString() {
        return sql();
    }
}
