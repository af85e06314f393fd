package dev.landfall.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row: a value per column of the {@link dev.landfall.catalog.SourceTable}, in its order, null for SQL NULL.
 *
 * <table>
 * <caption>Java type per MariaDB type</caption>
 * <tr><td>integers, YEAR ('0000' is 0)</td><td>{@link Long}</td></tr>
 * <tr><td>BIGINT UNSIGNED</td><td>{@link java.math.BigDecimal} with scale 0</td></tr>
 * <tr><td>DECIMAL</td><td>{@link java.math.BigDecimal}</td></tr>
 * <tr><td>FLOAT, DOUBLE</td><td>{@link Float}, {@link Double}</td></tr>
 * <tr><td>BIT(n)</td><td>{@code byte[]}, big-endian, (n+7)/8 bytes</td></tr>
 * <tr><td>DATE, DATETIME, TIMESTAMP</td><td>{@link java.time.LocalDate}, {@link java.time.LocalDateTime}, {@link
 *     java.time.Instant}; or {@link ZeroDate}</td></tr>
 * <tr><td>TIME</td><td>{@link java.time.Duration}, whole microseconds</td></tr>
 * <tr><td>character types, ENUM (label), SET (labels joined by commas), JSON</td><td>{@link String}; or
 *     {@link UnreadableText} where the stored bytes are no text</td></tr>
 * <tr><td>binary types, INET4 and INET6 (4 or 16 bytes, network order)</td><td>{@code byte[]}</td></tr>
 * <tr><td>UUID</td><td>{@link java.util.UUID}</td></tr>
 * <tr><td>VECTOR</td><td>{@code float[]}</td></tr>
 * <tr><td>geometry</td><td>{@code byte[]}: SRID as 4 bytes little-endian, then WKB</td></tr>
 * </table>
 *
 * <p>A very large text or binary value may be a {@link LargeValue} instead.
 *
 * <p>Safe to share between threads.
 */
public final class RowImage {
    private final Cells cells;

    /** Where the values are. Thread-safe. */
    public interface Cells {
        int size();

        /** @param column as in {@link RowImage#get}; what that throws, this one does */
        @Nullable
        Object get(int column);
    }

    /** Takes ownership of the array: the creator does not write to it again. */
    public RowImage(@Nullable Object[] values) {
        this(new Values(values));
    }

    /** Values that are made of something each time that they are asked for. */
    public RowImage(Cells cells) {
        this.cells = cells;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Values(@Nullable Object[] values) implements Cells {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int column) {
            return values[column];
        }
    }

    /**
     * @param column position in the table's column list, from 0
     * @throws dev.landfall.failure.MigrationException {@code TYPE-001} when what it is made of is no value; never for an image
     *     of values
     */
    public @Nullable Object get(int column) {
        return cells.get(column);
    }

    public int size() {
        return cells.size();
    }

    private @Nullable Object[] values() {
        @Nullable Object[] values = new @Nullable Object[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowImage that && Arrays.deepEquals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values());
    }

    @Override
    public String toString() {
        return Arrays.deepToString(values());
    }
}
