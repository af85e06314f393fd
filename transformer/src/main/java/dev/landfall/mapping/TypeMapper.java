package dev.landfall.mapping;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.target.PgType;
import java.util.Optional;

/** The PostgreSQL type that holds every value of a MariaDB type, whatever the data; empty where this version knows none. */
public final class TypeMapper implements MariaDbType.Cases<Optional<PgType>> {
    private static final TypeMapper MAPPER = new TypeMapper();

    private TypeMapper() {}

    public static Optional<PgType> map(MariaDbType type) {
        return type.match(MAPPER);
    }

    @Override
    public Optional<PgType> integer(MariaDbType.IntegerType type) {
        int bits = type.unsigned() ? type.bits() + 1 : type.bits();
        if (bits <= 16) {
            return Optional.of(PgType.SMALLINT);
        }
        if (bits <= 32) {
            return Optional.of(PgType.INTEGER);
        }
        return Optional.of(bits <= 64 ? PgType.BIGINT : PgType.numeric(20, 0));
    }

    @Override
    public Optional<PgType> decimal(MariaDbType.DecimalType type) {
        return Optional.of(PgType.numeric(type.precision(), type.scale()));
    }

    @Override
    public Optional<PgType> floating(MariaDbType.FloatType type) {
        return Optional.of(PgType.REAL);
    }

    @Override
    public Optional<PgType> doubleFloating(MariaDbType.DoubleType type) {
        return Optional.of(PgType.DOUBLE);
    }

    @Override
    public Optional<PgType> bit(MariaDbType.BitType type) {
        return Optional.of(PgType.bit(type.length()));
    }

    @Override
    public Optional<PgType> year(MariaDbType.YearType type) {
        return Optional.of(PgType.SMALLINT);
    }

    @Override
    public Optional<PgType> date(MariaDbType.DateType type) {
        return Optional.of(PgType.DATE);
    }

    /** TIME is a span from -838 to 838 hours: PostgreSQL's {@code time} ends at 24:00. */
    @Override
    public Optional<PgType> time(MariaDbType.TimeType type) {
        return Optional.of(PgType.interval(type.fractionalDigits()));
    }

    @Override
    public Optional<PgType> dateTime(MariaDbType.DateTimeType type) {
        return Optional.of(PgType.timestamp(type.fractionalDigits()));
    }

    @Override
    public Optional<PgType> timestamp(MariaDbType.TimestampType type) {
        return Optional.of(PgType.timestampWithZone(type.fractionalDigits()));
    }

    /** MariaDB strips trailing spaces of CHAR on reading, so {@code varchar} holds what the application sees. */
    @Override
    public Optional<PgType> fixedText(MariaDbType.CharType type) {
        return Optional.of(type.length() == 0 ? PgType.TEXT : PgType.varchar(type.length()));
    }

    @Override
    public Optional<PgType> variableText(MariaDbType.VarcharType type) {
        return Optional.of(type.length() == 0 ? PgType.TEXT : PgType.varchar(type.length()));
    }

    @Override
    public Optional<PgType> text(MariaDbType.TextType type) {
        return Optional.of(PgType.TEXT);
    }

    @Override
    public Optional<PgType> fixedBinary(MariaDbType.BinaryType type) {
        return Optional.of(PgType.BYTEA);
    }

    @Override
    public Optional<PgType> variableBinary(MariaDbType.VarbinaryType type) {
        return Optional.of(PgType.BYTEA);
    }

    @Override
    public Optional<PgType> blob(MariaDbType.BlobType type) {
        return Optional.of(PgType.BYTEA);
    }

    @Override
    public Optional<PgType> enumeration(MariaDbType.EnumType type) {
        return Optional.of(PgType.TEXT);
    }

    @Override
    public Optional<PgType> set(MariaDbType.SetType type) {
        return Optional.of(PgType.TEXT_ARRAY);
    }

    /** {@code json} keeps the text: {@code jsonb} would drop duplicate keys, key order and the spelling of numbers. */
    @Override
    public Optional<PgType> json(MariaDbType.JsonType type) {
        return Optional.of(PgType.JSON);
    }

    @Override
    public Optional<PgType> uuid(MariaDbType.UuidType type) {
        return Optional.of(PgType.UUID);
    }

    @Override
    public Optional<PgType> inet(MariaDbType.InetType type) {
        return Optional.of(PgType.INET);
    }

    @Override
    public Optional<PgType> geometry(MariaDbType.GeometryType type) {
        return Optional.of(PgType.BYTEA);
    }

    /** PostgreSQL's own arrays keep every number; an extension's type can be made of them at any time. */
    @Override
    public Optional<PgType> vector(MariaDbType.VectorType type) {
        return Optional.of(PgType.REAL_ARRAY);
    }

    @Override
    public Optional<PgType> unknown(MariaDbType.UnknownType type) {
        return Optional.empty();
    }
}
