package dev.landfall.wire;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.event.Vectors;
import dev.landfall.text.TextDecoder;
import dev.landfall.text.TextDecoders;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** Chooses how a column's cells are read, once per table. */
final class CellReaders implements MariaDbType.Cases<CellReader> {
    private static final CellReader BYTES =
            (bytes, offset, length) -> Arrays.copyOfRange(bytes, offset, offset + length);
    private static final CellReader LABEL = CellReaders::string;
    private static final TextDecoder UTF_8 = TextDecoders.find("utf8mb4").orElseThrow();

    private final SourceColumn column;

    private CellReaders(SourceColumn column) {
        this.column = column;
    }

    static CellReader of(SourceColumn column) {
        return column.type().match(new CellReaders(column));
    }

    private static String string(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private CellReader text() {
        return (WireText.isStoredBytes(column) ? TextDecoders.of(column) : UTF_8)::decode;
    }

    @Override
    public CellReader integer(MariaDbType.IntegerType type) {
        if (!type.unsigned()) {
            // A medium integer comes in four bytes, with its sign in all of them.
            return LittleEndian::signed;
        }
        return type.bits() == 64
                ? (bytes, offset, length) ->
                        new BigDecimal(Long.toUnsignedString(LittleEndian.unsigned(bytes, offset, length)))
                : LittleEndian::unsigned;
    }

    @Override
    public CellReader decimal(MariaDbType.DecimalType type) {
        return (bytes, offset, length) -> new BigDecimal(string(bytes, offset, length));
    }

    @Override
    public CellReader floating(MariaDbType.FloatType type) {
        return (bytes, offset, length) -> Float.intBitsToFloat((int) LittleEndian.unsigned(bytes, offset, length));
    }

    @Override
    public CellReader doubleFloating(MariaDbType.DoubleType type) {
        return (bytes, offset, length) -> Double.longBitsToDouble(LittleEndian.unsigned(bytes, offset, length));
    }

    @Override
    public CellReader bit(MariaDbType.BitType type) {
        int size = (type.length() + 7) / 8;
        return (bytes, offset, length) -> padded(Arrays.copyOfRange(bytes, offset, offset + length), size);
    }

    @Override
    public CellReader year(MariaDbType.YearType type) {
        return LittleEndian::unsigned;
    }

    @Override
    public CellReader date(MariaDbType.DateType type) {
        return TemporalFields::date;
    }

    @Override
    public CellReader time(MariaDbType.TimeType type) {
        return TemporalFields::time;
    }

    @Override
    public CellReader dateTime(MariaDbType.DateTimeType type) {
        return (bytes, offset, length) -> TemporalFields.dateTime(bytes, offset, length, type.fractionalDigits());
    }

    /** The session's time zone is UTC. */
    @Override
    public CellReader timestamp(MariaDbType.TimestampType type) {
        return (bytes, offset, length) -> TemporalFields.timestamp(bytes, offset, length, type.fractionalDigits());
    }

    @Override
    public CellReader fixedText(MariaDbType.CharType type) {
        return text();
    }

    @Override
    public CellReader variableText(MariaDbType.VarcharType type) {
        return text();
    }

    @Override
    public CellReader text(MariaDbType.TextType type) {
        return text();
    }

    @Override
    public CellReader fixedBinary(MariaDbType.BinaryType type) {
        return BYTES;
    }

    @Override
    public CellReader variableBinary(MariaDbType.VarbinaryType type) {
        return BYTES;
    }

    @Override
    public CellReader blob(MariaDbType.BlobType type) {
        return BYTES;
    }

    @Override
    public CellReader enumeration(MariaDbType.EnumType type) {
        return LABEL;
    }

    @Override
    public CellReader set(MariaDbType.SetType type) {
        return LABEL;
    }

    @Override
    public CellReader json(MariaDbType.JsonType type) {
        return text();
    }

    @Override
    public CellReader uuid(MariaDbType.UuidType type) {
        return (bytes, offset, length) -> UUID.fromString(string(bytes, offset, length));
    }

    @Override
    public CellReader inet(MariaDbType.InetType type) {
        return BYTES;
    }

    @Override
    public CellReader geometry(MariaDbType.GeometryType type) {
        return BYTES;
    }

    @Override
    public CellReader vector(MariaDbType.VectorType type) {
        return (bytes, offset, length) -> {
            if (length != type.dimensions() * Float.BYTES) {
                throw new SQLException("a VECTOR(" + type.dimensions() + ") of " + length + " bytes", "22000");
            }
            return Vectors.read(bytes, offset, type.dimensions());
        };
    }

    @Override
    public CellReader unknown(MariaDbType.UnknownType type) {
        return (bytes, offset, length) -> {
            throw new SQLException("no reader for type " + type.declaration());
        };
    }

    /** Big-endian in exactly {@code size} bytes, however many the server sends. */
    private static byte[] padded(byte[] bytes, int size) {
        if (bytes.length == size) {
            return bytes;
        }
        byte[] magnitude = new BigInteger(1, bytes).toByteArray();
        byte[] result = new byte[size];
        int count = Math.min(size, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - count, result, size - count, count);
        return result;
    }
}
