package dev.landfall.snapshot;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.event.Vectors;
import dev.landfall.text.TextDecoder;
import dev.landfall.text.TextDecoders;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Chooses how a column is read, once per table. */
final class ColumnReaders implements MariaDbType.Cases<ColumnReader> {
    /** The server sends their bytes as they are, and Java decodes them fast. */
    private static final Set<String> UTF_8 = Set.of("utf8mb4", "utf8mb3", "utf8");

    private static final ColumnReader LONG = (row, column) -> {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    };

    private final SourceColumn column;

    private ColumnReaders(SourceColumn column) {
        this.column = column;
    }

    static ColumnReader of(SourceColumn column) {
        return column.type().match(new ColumnReaders(column));
    }

    /**
     * Whether a text is read as its stored bytes. The server's own conversion puts a question mark in the place of bytes
     * that have no character, without a word; only of latin1 does every byte have one.
     */
    static boolean readAsBytes(SourceColumn column) {
        boolean text = column.type() instanceof MariaDbType.CharType
                || column.type() instanceof MariaDbType.VarcharType
                || column.type() instanceof MariaDbType.TextType
                || column.type() instanceof MariaDbType.JsonType;
        String charset = column.charset();
        return text && charset != null && !UTF_8.contains(charset) && !charset.equals("latin1");
    }

    private ColumnReader text() {
        TextDecoder decoder = TextDecoders.of(column);
        if (readAsBytes(column)) {
            return (row, position) -> {
                byte[] bytes = row.getBytes(position);
                return bytes == null ? null : decoder.decode(bytes, 0, bytes.length);
            };
        }
        return (row, position) -> {
            String text = row.getString(position);
            if (text == null || text.indexOf('\uFFFD') < 0) {
                return text;
            }
            // Either this very character, or what Java puts in the place of bytes that are none.
            byte[] bytes = row.getBytes(position);
            return UTF_8.contains(String.valueOf(column.charset())) ? decoder.decode(bytes, 0, bytes.length) : text;
        };
    }

    @Override
    public ColumnReader integer(MariaDbType.IntegerType type) {
        return type.unsigned() && type.bits() == 64 ? ResultSet::getBigDecimal : LONG;
    }

    @Override
    public ColumnReader decimal(MariaDbType.DecimalType type) {
        return ResultSet::getBigDecimal;
    }

    @Override
    public ColumnReader floating(MariaDbType.FloatType type) {
        return (row, column) -> {
            float value = row.getFloat(column);
            return row.wasNull() ? null : value;
        };
    }

    @Override
    public ColumnReader doubleFloating(MariaDbType.DoubleType type) {
        return (row, column) -> {
            double value = row.getDouble(column);
            return row.wasNull() ? null : value;
        };
    }

    @Override
    public ColumnReader bit(MariaDbType.BitType type) {
        int size = (type.length() + 7) / 8;
        return (row, column) -> {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : padded(bytes, size);
        };
    }

    @Override
    public ColumnReader year(MariaDbType.YearType type) {
        return LONG;
    }

    @Override
    public ColumnReader date(MariaDbType.DateType type) {
        return text(TemporalText::date);
    }

    @Override
    public ColumnReader time(MariaDbType.TimeType type) {
        return text(TemporalText::time);
    }

    @Override
    public ColumnReader dateTime(MariaDbType.DateTimeType type) {
        return text(TemporalText::dateTime);
    }

    /** The session's time zone is UTC. */
    @Override
    public ColumnReader timestamp(MariaDbType.TimestampType type) {
        return text(TemporalText::timestamp);
    }

    @Override
    public ColumnReader fixedText(MariaDbType.CharType type) {
        return text();
    }

    @Override
    public ColumnReader variableText(MariaDbType.VarcharType type) {
        return text();
    }

    @Override
    public ColumnReader text(MariaDbType.TextType type) {
        return text();
    }

    @Override
    public ColumnReader fixedBinary(MariaDbType.BinaryType type) {
        return ResultSet::getBytes;
    }

    @Override
    public ColumnReader variableBinary(MariaDbType.VarbinaryType type) {
        return ResultSet::getBytes;
    }

    @Override
    public ColumnReader blob(MariaDbType.BlobType type) {
        return ResultSet::getBytes;
    }

    @Override
    public ColumnReader enumeration(MariaDbType.EnumType type) {
        return ResultSet::getString;
    }

    @Override
    public ColumnReader set(MariaDbType.SetType type) {
        return ResultSet::getString;
    }

    @Override
    public ColumnReader json(MariaDbType.JsonType type) {
        return text();
    }

    @Override
    public ColumnReader uuid(MariaDbType.UuidType type) {
        return text(UUID::fromString);
    }

    @Override
    public ColumnReader inet(MariaDbType.InetType type) {
        return ResultSet::getBytes;
    }

    @Override
    public ColumnReader geometry(MariaDbType.GeometryType type) {
        return ResultSet::getBytes;
    }

    /** Read as bytes: the driver's own type for it differs between versions. */
    @Override
    public ColumnReader vector(MariaDbType.VectorType type) {
        return (row, column) -> {
            byte[] bytes = row.getBytes(column);
            if (bytes != null && bytes.length != type.dimensions() * Float.BYTES) {
                throw new SQLException("a VECTOR(" + type.dimensions() + ") of " + bytes.length + " bytes", "22000");
            }
            return bytes == null ? null : Vectors.read(bytes, 0, type.dimensions());
        };
    }

    @Override
    public ColumnReader unknown(MariaDbType.UnknownType type) {
        return (row, column) -> {
            throw new SQLException("no reader for type " + type.declaration());
        };
    }

    private interface TextParser {
        Object parse(String text);
    }

    private static ColumnReader text(TextParser parser) {
        return (row, column) -> {
            String text = row.getString(column);
            return text == null ? null : parser.parse(text);
        };
    }

    /** Big-endian in exactly {@code size} bytes, however many the driver gives. */
    private static @Nullable Object padded(byte[] bytes, int size) {
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
