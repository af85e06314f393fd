package dev.landfall.apply;

import dev.landfall.event.LargeValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing byte buffer in network byte order. Long values may stay where they are: {@link #refer} notes them, and {@link
 * #writeTo} sends them in their place. Not thread-safe.
 */
final class CopyBuffer {
    private static final int PART = 1 << 16;

    private final List<Reference> references = new ArrayList<>();
    private byte[] bytes;
    private int size;

    CopyBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** Bytes that belong behind the buffer's first {@code before}. */
    private record Reference(int before, int length, Content content) {}

    private interface Content {
        void writeTo(Sink sink) throws SQLException;
    }

    /** Takes bytes one after another. */
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws SQLException;
    }

    byte[] array() {
        return bytes;
    }

    /** Everything in its order. @return how many bytes that was */
    long writeTo(Sink sink) throws SQLException {
        long written = size;
        int from = 0;
        for (Reference reference : references) {
            sink.write(bytes, from, reference.before - from);
            reference.content.writeTo(sink);
            from = reference.before;
            written += reference.length;
        }
        sink.write(bytes, from, size - from);
        return written;
    }

    /** Adds bytes without copying them; they must stay as they are until the buffer is cleared. */
    void refer(byte[] value, int offset, int length) {
        references.add(new Reference(size, length, sink -> sink.write(value, offset, length)));
    }

    /** Adds a value that is read when it is sent. */
    void refer(LargeValue value) {
        references.add(new Reference(size, value.length(), sink -> send(value, sink)));
    }

    private static void send(LargeValue value, Sink sink) throws SQLException {
        byte[] part = new byte[PART];
        try (InputStream in = value.read()) {
            for (int count = in.read(part); count > 0; count = in.read(part)) {
                sink.write(part, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasReferences() {
        return !references.isEmpty();
    }

    /** Forgets a row that began at {@code newSize}. */
    void truncate(int newSize) {
        size = newSize;
        // A row begins with its number of columns: what it refers to comes behind that.
        references.removeIf(reference -> reference.before > newSize);
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        references.clear();
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putShort(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        setInt(size, value);
        size += 4;
    }

    void putLong(long value) {
        reserve(8);
        setInt(size, (int) (value >> 32));
        setInt(size + 4, (int) value);
        size += 8;
    }

    void putBytes(byte[] value) {
        putBytes(value, 0, value.length);
    }

    void putBytes(byte[] value, int offset, int length) {
        reserve(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    /** Overwrites four bytes that are already there. */
    void setInt(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
