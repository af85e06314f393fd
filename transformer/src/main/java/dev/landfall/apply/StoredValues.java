package dev.landfall.apply;

import dev.landfall.apply.StoredRow.StoredValue;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.event.UnreadableText;
import dev.landfall.event.Vectors;
import dev.landfall.event.ZeroDate;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/** Brings a stored value back as the type that {@link dev.landfall.event.RowImage} documents for its column. */
final class StoredValues implements MariaDbType.Cases<Object> {
    private final StoredValue value;

    StoredValues(StoredValue value) {
        this.value = value;
    }

    private String text() {
        return Objects.requireNonNull(value.text());
    }

    private byte[] bytes() {
        return HexFormat.of().parseHex(Objects.requireNonNull(value.hex()));
    }

    private Object readable() {
        return value.hex() == null ? text() : new UnreadableText(bytes(), "the bytes are no text");
    }

    private interface Parser {
        Object parse(String text);
    }

    private Object date(Parser parser) {
        try {
            return parser.parse(text());
        } catch (DateTimeException e) {
            return new ZeroDate(text());
        }
    }

    @Override
    public Object integer(MariaDbType.IntegerType type) {
        return type.unsigned() && type.bits() == 64 ? new BigDecimal(text()) : Long.valueOf(text());
    }

    @Override
    public Object decimal(MariaDbType.DecimalType type) {
        return new BigDecimal(text());
    }

    @Override
    public Object floating(MariaDbType.FloatType type) {
        return Float.valueOf(text());
    }

    @Override
    public Object doubleFloating(MariaDbType.DoubleType type) {
        return Double.valueOf(text());
    }

    @Override
    public Object bit(MariaDbType.BitType type) {
        return bytes();
    }

    @Override
    public Object year(MariaDbType.YearType type) {
        return Long.valueOf(text());
    }

    @Override
    public Object date(MariaDbType.DateType type) {
        return date(LocalDate::parse);
    }

    @Override
    public Object time(MariaDbType.TimeType type) {
        return Duration.parse(text());
    }

    @Override
    public Object dateTime(MariaDbType.DateTimeType type) {
        return date(LocalDateTime::parse);
    }

    @Override
    public Object timestamp(MariaDbType.TimestampType type) {
        return date(Instant::parse);
    }

    @Override
    public Object fixedText(MariaDbType.CharType type) {
        return readable();
    }

    @Override
    public Object variableText(MariaDbType.VarcharType type) {
        return readable();
    }

    @Override
    public Object text(MariaDbType.TextType type) {
        return readable();
    }

    @Override
    public Object fixedBinary(MariaDbType.BinaryType type) {
        return bytes();
    }

    @Override
    public Object variableBinary(MariaDbType.VarbinaryType type) {
        return bytes();
    }

    @Override
    public Object blob(MariaDbType.BlobType type) {
        return bytes();
    }

    @Override
    public Object enumeration(MariaDbType.EnumType type) {
        return text();
    }

    @Override
    public Object set(MariaDbType.SetType type) {
        return text();
    }

    @Override
    public Object json(MariaDbType.JsonType type) {
        return readable();
    }

    @Override
    public Object uuid(MariaDbType.UuidType type) {
        return UUID.fromString(text());
    }

    @Override
    public Object inet(MariaDbType.InetType type) {
        return bytes();
    }

    @Override
    public Object geometry(MariaDbType.GeometryType type) {
        return bytes();
    }

    @Override
    public Object vector(MariaDbType.VectorType type) {
        return Vectors.read(bytes(), 0, type.dimensions());
    }

    @Override
    public Object unknown(MariaDbType.UnknownType type) {
        throw new IllegalArgumentException("no type " + type.declaration());
    }
}
