package dev.landfall.stream;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changed rows in a temporary file, which only this user may read and which is gone with the process. Written by one thread to
 * its end, then read by one.
 */
final class SpillFile implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int NONE = -1;

    private final Path path;
    private final FileChannel channel;
    private final DataOutputStream out;
    private final List<CapturedTable> tables = new ArrayList<>();
    private final Map<CapturedTable, Integer> numbers = new IdentityHashMap<>();
    private long changes;

    private SpillFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    /** @throws MigrationException {@code STREAM-003} when there is no room for it, as for the others */
    static SpillFile create() {
        Path path = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            path = Files.createTempFile("landfall-transaction-", ".rows");
            return new SpillFile(
                    path,
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    void add(LoggedChange change) {
        try {
            out.writeInt(numbers.computeIfAbsent(change.table(), table -> {
                tables.add(table);
                return tables.size() - 1;
            }));
            write(change.before());
            write(change.after());
            changes++;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void write(byte @Nullable [] row) throws IOException {
        out.writeInt(row == null ? NONE : row.length);
        if (row != null) {
            out.write(row);
        }
    }

    /** From the first change on; nothing is added any more. */
    Reader read() {
        try {
            out.flush();
            return new Reader();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Goes through all changes. */
    final class Reader {
        private final DataInputStream in = new DataInputStream(new BufferedInputStream(new FromStart(), BUFFER));
        private long left = changes;

        boolean hasNext() {
            return left > 0;
        }

        LoggedChange next() {
            try {
                left--;
                CapturedTable table = tables.get(in.readInt());
                return new LoggedChange(table, row(), row());
            } catch (IOException e) {
                throw failed(path, e);
            }
        }

        private byte @Nullable [] row() throws IOException {
            int length = in.readInt();
            if (length == NONE) {
                return null;
            }
            byte[] row = new byte[length];
            in.readFully(row);
            return row;
        }
    }

    /** Several may read the file from its start, each at a place of its own. */
    private final class FromStart extends InputStream {
        private long at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(bytes, offset, length), at);
            at += Math.max(0, count);
            return count;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static MigrationException failed(Path path, IOException e) {
        return new MigrationException(
                FailureCode.STREAM_FAILED,
                path + ": a large source transaction is kept there until it is whole, and that failed: "
                        + e.getMessage() + ".",
                "Nothing is lost. Give it room (LANDFALL_JAVA_OPTS=-Djava.io.tmpdir=DIR names another place) and run the"
                        + " command again.",
                e);
    }
}
