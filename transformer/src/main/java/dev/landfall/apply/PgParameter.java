package dev.landfall.apply;

import dev.landfall.event.LargeValue;
import dev.landfall.target.PgType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.util.ByteStreamWriter;

/**
 * Values as pgjdbc parameters; text goes out untyped and takes the type of its column, large text as its bytes ({@link
 * TableStatements} says so to PostgreSQL). Stateless.
 */
final class PgParameter {
    private PgParameter() {}

    /** @param value of the Java type that {@link PgType.Kind} names, not null */
    static Object of(PgType type, Object value) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, JSON, JSONB, UUID, BOOLEAN -> value;
            case VARCHAR, TEXT, BYTEA -> value instanceof LargeValue large ? new Sent(large) : value;
            // Java's smallest date is the driver's -infinity.
            case DATE, TIMESTAMP -> value;
            case TIMESTAMPTZ ->
                value.equals(Instant.MIN) ? OffsetDateTime.MIN : ((Instant) value).atOffset(ZoneOffset.UTC);
            case INTERVAL -> seconds((Duration) value);
            case INET -> address((byte[]) value);
            case BIT -> bits((byte[]) value, type.first());
            case TEXT_ARRAY -> array((List<?>) value);
            case REAL_ARRAY -> reals((float[]) value);
            case GEOMETRY -> HexFormat.of().withUpperCase().formatHex(ExtendedWkb.of((byte[]) value));
        };
    }

    /** Read when it is sent; as bytes, also where it is a text. */
    private record Sent(LargeValue value) implements ByteStreamWriter {
        @Override
        public int getLength() {
            return value.length();
        }

        @Override
        public void writeTo(ByteStreamTarget target) throws IOException {
            try (InputStream in = value.read()) {
                in.transferTo(target.getOutputStream());
            }
        }
    }

    private static String seconds(Duration value) {
        long micros = value.getSeconds() * 1_000_000 + value.getNano() / 1_000;
        return micros + " microseconds";
    }

    private static String address(byte[] bytes) {
        if (bytes.length == 4) {
            return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "." + (bytes[3] & 0xFF);
        }
        StringJoiner groups = new StringJoiner(":");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            groups.add(Integer.toHexString(buffer.getShort() & 0xFFFF));
        }
        return groups.toString();
    }

    private static String bits(byte[] value, int length) {
        String digits = new BigInteger(1, value).toString(2);
        if (digits.equals("0")) {
            digits = "";
        }
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }

    private static String array(List<?> values) {
        StringJoiner elements = new StringJoiner(",", "{", "}");
        for (Object value : values) {
            elements.add('"' + ((String) value).replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return elements.toString();
    }

    private static String reals(float[] values) {
        StringJoiner elements = new StringJoiner(",", "{", "}");
        for (float value : values) {
            elements.add(Float.toString(value));
        }
        return elements.toString();
    }
}
