package dev.landfall.stream;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.event.LargeValue;
import dev.landfall.event.Vectors;
import dev.landfall.text.TextDecoder;
import dev.landfall.text.TextDecoders;
import dev.landfall.text.Utf8;
import dev.landfall.wire.LittleEndian;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Chooses a column's decoder, once per stream. */
final class ColumnDecoders implements MariaDbType.Cases<ColumnDecoder> {
    private static final ColumnDecoder BYTES = ColumnDecoders::copy;
    private static final ColumnDecoder LARGE_BYTES = new LargeBytes();

    private final SourceColumn column;

    private ColumnDecoders(SourceColumn column) {
        this.column = column;
    }

    /** @throws dev.landfall.failure.MigrationException when the column's character set cannot be decoded */
    static ColumnDecoder of(SourceColumn column) {
        ColumnDecoder plain = column.type().match(new ColumnDecoders(column));
        return column.compressed() ? new CompressedCells(plain) : plain;
    }

    @Override
    public ColumnDecoder integer(MariaDbType.IntegerType type) {
        if (!type.unsigned()) {
            return LittleEndian::signed;
        }
        return type.bits() == 64 ? ColumnDecoders::unsignedLong : LittleEndian::unsigned;
    }

    @Override
    public ColumnDecoder decimal(MariaDbType.DecimalType type) {
        return new PackedDecimal(type.precision(), type.scale());
    }

    @Override
    public ColumnDecoder floating(MariaDbType.FloatType type) {
        return (row, offset, length) -> Float.intBitsToFloat((int) LittleEndian.signed(row, offset, length));
    }

    @Override
    public ColumnDecoder doubleFloating(MariaDbType.DoubleType type) {
        return (row, offset, length) -> Double.longBitsToDouble(LittleEndian.signed(row, offset, length));
    }

    @Override
    public ColumnDecoder bit(MariaDbType.BitType type) {
        return BYTES;
    }

    /** One byte counts from 1900; 0 stands for the year 0000, which is why 1900 itself is not in YEAR's range. */
    @Override
    public ColumnDecoder year(MariaDbType.YearType type) {
        return (row, offset, length) -> row[offset] == 0 ? 0L : 1900L + Byte.toUnsignedInt(row[offset]);
    }

    @Override
    public ColumnDecoder date(MariaDbType.DateType type) {
        return TemporalCells::date;
    }

    @Override
    public ColumnDecoder time(MariaDbType.TimeType type) {
        return TemporalCells::time;
    }

    @Override
    public ColumnDecoder dateTime(MariaDbType.DateTimeType type) {
        return (row, offset, length) -> TemporalCells.dateTime(row, offset, length, type.fractionalDigits());
    }

    @Override
    public ColumnDecoder timestamp(MariaDbType.TimestampType type) {
        return (row, offset, length) -> TemporalCells.timestamp(row, offset, length, type.fractionalDigits());
    }

    @Override
    public ColumnDecoder fixedText(MariaDbType.CharType type) {
        return TextDecoders.of(column)::decode;
    }

    @Override
    public ColumnDecoder variableText(MariaDbType.VarcharType type) {
        return TextDecoders.of(column)::decode;
    }

    @Override
    public ColumnDecoder text(MariaDbType.TextType type) {
        TextDecoder decoder = TextDecoders.of(column);
        return TextDecoders.isUtf8(column) ? new LargeText(decoder) : decoder::decode;
    }

    @Override
    public ColumnDecoder json(MariaDbType.JsonType type) {
        return TextDecoders.of(column)::decode;
    }

    @Override
    public ColumnDecoder fixedBinary(MariaDbType.BinaryType type) {
        return padded(type.length());
    }

    @Override
    public ColumnDecoder variableBinary(MariaDbType.VarbinaryType type) {
        return BYTES;
    }

    @Override
    public ColumnDecoder blob(MariaDbType.BlobType type) {
        return LARGE_BYTES;
    }

    @Override
    public ColumnDecoder enumeration(MariaDbType.EnumType type) {
        List<String> labels = type.labels();
        return (row, offset, length) -> {
            long index = LittleEndian.unsigned(row, offset, length);
            if (index > labels.size()) {
                throw new UnreadableValueException("ENUM index " + index + " of " + labels.size());
            }
            return index == 0 ? "" : labels.get((int) index - 1);
        };
    }

    @Override
    public ColumnDecoder set(MariaDbType.SetType type) {
        List<String> labels = type.labels();
        return (row, offset, length) -> {
            long mask = LittleEndian.unsigned(row, offset, length);
            if (Long.SIZE - Long.numberOfLeadingZeros(mask) > labels.size()) {
                throw new UnreadableValueException("SET mask " + Long.toHexString(mask) + " of " + labels.size());
            }
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < labels.size(); i++) {
                if ((mask & 1L << i) != 0) {
                    joined.append(joined.isEmpty() ? "" : ",").append(labels.get(i));
                }
            }
            return joined.toString();
        };
    }

    @Override
    public ColumnDecoder uuid(MariaDbType.UuidType type) {
        ColumnDecoder bytes = padded(16);
        return (row, offset, length) -> {
            ByteBuffer halves = ByteBuffer.wrap((byte[]) bytes.decode(row, offset, length));
            return new UUID(halves.getLong(), halves.getLong());
        };
    }

    @Override
    public ColumnDecoder inet(MariaDbType.InetType type) {
        return padded(type.bytes());
    }

    @Override
    public ColumnDecoder geometry(MariaDbType.GeometryType type) {
        return BYTES;
    }

    @Override
    public ColumnDecoder vector(MariaDbType.VectorType type) {
        return (row, offset, length) -> {
            if (length != type.dimensions() * Float.BYTES) {
                throw new UnreadableValueException(length + " bytes for " + type.dimensions() + " dimensions");
            }
            return Vectors.read(row, offset, type.dimensions());
        };
    }

    @Override
    public ColumnDecoder unknown(MariaDbType.UnknownType type) {
        return (row, offset, length) -> {
            throw new UnreadableValueException("the type " + type.declaration() + " is not known");
        };
    }

    /** A large one stays where it is. */
    private static final class LargeBytes implements ColumnDecoder {
        @Override
        public Object decode(byte[] row, int offset, int length) {
            return copy(row, offset, length);
        }

        @Override
        public Object decode(LargeCells.Cell cell) {
            return LargeValue.ofBytes(cell);
        }
    }

    /** A large one stays where it is, unless somebody has to decide what becomes of it. */
    private record LargeText(TextDecoder utf8) implements ColumnDecoder {
        @Override
        public Object decode(byte[] row, int offset, int length) {
            return utf8.decode(row, offset, length);
        }

        @Override
        public Object decode(LargeCells.Cell cell) {
            try (InputStream text = cell.read()) {
                return Utf8.isTextWithoutNul(text) ? LargeValue.ofText(cell) : ColumnDecoder.super.decode(cell);
            } catch (IOException e) {
                throw cell.file().failed(e);
            }
        }
    }

    /** The binary log leaves out the zero bytes at the end of fixed-length values: one UUID in 256 comes shorter. */
    private static ColumnDecoder padded(int size) {
        return (row, offset, length) -> {
            if (length > size) {
                throw new UnreadableValueException(length + " bytes, at most " + size + " expected");
            }
            return Arrays.copyOf(copy(row, offset, length), size);
        };
    }

    private static byte[] copy(byte[] row, int offset, int length) {
        return Arrays.copyOfRange(row, offset, offset + length);
    }

    private static BigDecimal unsignedLong(byte[] row, int offset, int length) {
        long value = LittleEndian.unsigned(row, offset, length);
        return value >= 0
                ? BigDecimal.valueOf(value)
                : new BigDecimal(BigInteger.valueOf(value & Long.MAX_VALUE).setBit(63));
    }
}
