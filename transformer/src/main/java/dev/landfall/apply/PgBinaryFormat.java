package dev.landfall.apply;

import dev.landfall.event.LargeValue;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Values in PostgreSQL's binary send/receive format (src/backend/utils/adt, the {@code *recv} functions), each preceded by
 * its length. The smallest date and moment of Java stand for {@code -infinity}. Stateless.
 */
final class PgBinaryFormat {
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND_2000 = EPOCH_DAY_2000 * 86_400;
    private static final int TEXT_OID = 25;
    private static final int REAL_OID = 700;
    private static final int JSONB_VERSION = 1;
    private static final int NUMERIC_POSITIVE = 0x0000;
    private static final int NUMERIC_NEGATIVE = 0x4000;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int INET_FAMILY_4 = 2;
    private static final int INET_FAMILY_6 = 3;

    private PgBinaryFormat() {}

    static void writeNull(CopyBuffer out) {
        out.putInt(-1);
    }

    /** @param value of the Java type that {@link PgType.Kind} names */
    static void write(PgType type, Object value, CopyBuffer out) {
        switch (type.kind()) {
            case SMALLINT -> {
                out.putInt(2);
                out.putShort(((Long) value).intValue());
            }
            case INTEGER -> {
                out.putInt(4);
                out.putInt(((Long) value).intValue());
            }
            case BIGINT -> {
                out.putInt(8);
                out.putLong((Long) value);
            }
            case NUMERIC -> numeric((BigDecimal) value, out);
            case REAL -> {
                out.putInt(4);
                out.putInt(Float.floatToIntBits((Float) value));
            }
            case DOUBLE -> {
                out.putInt(8);
                out.putLong(Double.doubleToLongBits((Double) value));
            }
            case BOOLEAN -> {
                out.putInt(1);
                out.putByte((Boolean) value ? 1 : 0);
            }
            case VARCHAR, TEXT, JSON -> {
                if (value instanceof String text) {
                    sized(text.getBytes(StandardCharsets.UTF_8), out);
                } else {
                    large((LargeValue) value, out);
                }
            }
            case BYTEA -> {
                if (value instanceof byte[] bytes) {
                    sized(bytes, out);
                } else {
                    large((LargeValue) value, out);
                }
            }
            case JSONB -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                out.putInt(1 + text.length);
                out.putByte(JSONB_VERSION);
                out.putBytes(text);
            }
            case DATE -> {
                out.putInt(4);
                out.putInt(
                        value.equals(LocalDate.MIN)
                                ? Integer.MIN_VALUE
                                : Math.toIntExact(((LocalDate) value).toEpochDay() - EPOCH_DAY_2000));
            }
            case TIMESTAMP ->
                timestamp(
                        value.equals(LocalDateTime.MIN)
                                ? Instant.MIN
                                : ((LocalDateTime) value).toInstant(ZoneOffset.UTC),
                        out);
            case TIMESTAMPTZ -> timestamp((Instant) value, out);
            case REAL_ARRAY -> realArray((float[]) value, out);
            case GEOMETRY -> sized(ExtendedWkb.of((byte[]) value), out);
            case INTERVAL -> interval((Duration) value, out);
            case UUID -> {
                out.putInt(16);
                out.putLong(((UUID) value).getMostSignificantBits());
                out.putLong(((UUID) value).getLeastSignificantBits());
            }
            case INET -> inet((byte[]) value, out);
            case BIT -> bits((byte[]) value, type.first(), out);
            case TEXT_ARRAY -> textArray((List<?>) value, out);
        }
    }

    private static void sized(byte[] bytes, CopyBuffer out) {
        out.putInt(bytes.length);
        out.putBytes(bytes);
    }

    private static void large(LargeValue value, CopyBuffer out) {
        out.putInt(value.length());
        out.refer(value);
    }

    /** Groups of four decimal digits, aligned at the decimal point. */
    private static void numeric(BigDecimal value, CopyBuffer out) {
        int scale = Math.max(value.scale(), 0);
        int fractionGroups = (scale + 3) / 4;
        BigInteger digits = value.abs().setScale(fractionGroups * 4).unscaledValue();
        List<Integer> groups = new ArrayList<>();
        while (digits.signum() != 0) {
            BigInteger[] parts = digits.divideAndRemainder(NUMERIC_BASE);
            groups.add(parts[1].intValue());
            digits = parts[0];
        }
        int weight = groups.size() - fractionGroups - 1;
        out.putInt(8 + 2 * groups.size());
        out.putShort(groups.size());
        out.putShort(groups.isEmpty() ? 0 : weight);
        out.putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : NUMERIC_POSITIVE);
        out.putShort(scale);
        for (int i = groups.size() - 1; i >= 0; i--) {
            out.putShort(groups.get(i));
        }
    }

    private static void timestamp(Instant value, CopyBuffer out) {
        out.putInt(8);
        if (value.equals(Instant.MIN)) {
            out.putLong(Long.MIN_VALUE);
            return;
        }
        out.putLong((value.getEpochSecond() - EPOCH_SECOND_2000) * 1_000_000 + value.getNano() / 1_000);
    }

    private static void interval(Duration value, CopyBuffer out) {
        out.putInt(16);
        out.putLong(value.getSeconds() * 1_000_000 + value.getNano() / 1_000);
        out.putInt(0);
        out.putInt(0);
    }

    private static void inet(byte[] address, CopyBuffer out) {
        out.putInt(4 + address.length);
        out.putByte(address.length == 4 ? INET_FAMILY_4 : INET_FAMILY_6);
        out.putByte(address.length * 8);
        out.putByte(0);
        out.putByte(address.length);
        out.putBytes(address);
    }

    /** PostgreSQL aligns bits to the left of the bytes, MariaDB to the right. */
    private static void bits(byte[] value, int length, CopyBuffer out) {
        int size = (length + 7) / 8;
        BigInteger shifted = new BigInteger(1, value).shiftLeft(size * 8 - length);
        byte[] bytes = new byte[size];
        byte[] magnitude = shifted.toByteArray();
        int from = Math.max(0, magnitude.length - size);
        int count = magnitude.length - from;
        System.arraycopy(magnitude, from, bytes, size - count, count);
        out.putInt(4 + size);
        out.putInt(length);
        out.putBytes(bytes);
    }

    private static void textArray(List<?> values, CopyBuffer out) {
        int lengthAt = out.size();
        out.putInt(0);
        out.putInt(values.isEmpty() ? 0 : 1);
        out.putInt(0);
        out.putInt(TEXT_OID);
        if (!values.isEmpty()) {
            out.putInt(values.size());
            out.putInt(1);
            for (Object value : values) {
                sized(((String) value).getBytes(StandardCharsets.UTF_8), out);
            }
        }
        out.setInt(lengthAt, out.size() - lengthAt - 4);
    }

    private static void realArray(float[] values, CopyBuffer out) {
        out.putInt(20 + 8 * values.length);
        out.putInt(1);
        out.putInt(0);
        out.putInt(REAL_OID);
        out.putInt(values.length);
        out.putInt(1);
        for (float value : values) {
            out.putInt(4);
            out.putInt(Float.floatToIntBits(value));
        }
    }
}
