package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.landfall.event.LargeValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one transaction that are too large for memory, in a temporary file: they go there from the connection and are
 * read when they are written to the target. Filled by the thread that reads the binary log, read by others. Where a
 * transaction is dropped without being closed, the file goes with this object.
 */
final class LargeCells implements AutoCloseable {
    /** Events from this size on are read piece by piece. Most rows of this size are a large value and some small ones. */
    static final int LARGE_EVENT = 4 << 20;
    /** Of a large event, cells from this size on. */
    static final int LARGE = 1 << 16;

    /** From the first cell on: not every large event has one. */
    private volatile @Nullable TemporaryFile file;

    private @Nullable OutputStream out;
    private final byte[] part = new byte[LARGE];
    private long size;

    /**
     * Moves a cell here.
     *
     * @return where it is
     * @throws IOException when the connection fails
     * @throws dev.landfall.failure.MigrationException {@code STREAM-003} when the file cannot be written
     */
    long take(ByteArrayInputStream from, int length) throws IOException {
        if (file == null) {
            TemporaryFile created = TemporaryFile.create();
            out = created.output();
            file = created;
        }
        long start = size;
        for (int left = length; left > 0; ) {
            int count = from.read(part, 0, Math.min(left, part.length));
            if (count < 0) {
                throw new EOFException("in the middle of a value of " + length + " bytes");
            }
            write(count);
            left -= count;
        }
        return start;
    }

    private void write(int count) {
        try {
            Objects.requireNonNull(out).write(part, 0, count);
        } catch (IOException e) {
            throw file().failed(e);
        }
        size += count;
    }

    /** Of all of them. */
    long size() {
        return size;
    }

    Cell cell(long start, int length) {
        return new Cell(file(), start, length);
    }

    private TemporaryFile file() {
        return Objects.requireNonNull(file);
    }

    /** One of them. */
    record Cell(TemporaryFile file, long start, int length) implements LargeValue.Source {
        @Override
        public InputStream read() {
            return new Content(file, start, length);
        }

        byte[] bytes() {
            byte[] bytes = new byte[length];
            try (InputStream in = read()) {
                in.readNBytes(bytes, 0, length);
            } catch (IOException e) {
                throw file.failed(e);
            }
            return bytes;
        }
    }

    /** Fails with {@code STREAM-003}, whoever reads. */
    private static final class Content extends InputStream {
        private final TemporaryFile file;
        private final InputStream in;
        private int left;

        Content(TemporaryFile file, long start, int length) {
            this.file = file;
            this.in = file.input(start);
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            try {
                int count = in.read(bytes, offset, Math.min(left, length));
                if (count < 0) {
                    throw new EOFException(left + " bytes of a large value are missing");
                }
                left -= count;
                return count;
            } catch (IOException e) {
                throw file.failed(e);
            }
        }
    }

    @Override
    public void close() {
        TemporaryFile used = file;
        if (used != null) {
            used.close();
        }
    }
}
