package dev.landfall.snapshot;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Chooses how a column is read, once per table. */
final class ColumnReaders implements MariaDbType.Cases<ColumnReader> {
    private static final ColumnReaders CHOICE = new ColumnReaders();
    private static final ColumnReader LONG = (row, column) -> {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    };

    private ColumnReaders() {}

    static ColumnReader of(SourceColumn column) {
        return column.type().match(CHOICE);
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
        return ResultSet::getString;
    }

    @Override
    public ColumnReader variableText(MariaDbType.VarcharType type) {
        return ResultSet::getString;
    }

    @Override
    public ColumnReader text(MariaDbType.TextType type) {
        return ResultSet::getString;
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
        return ResultSet::getString;
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
