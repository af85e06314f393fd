package dev.landfall.stream;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that only this user may read and that is gone with the process. Written by one thread; what is written may be read by
 * all.
 */
final class TemporaryFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws MigrationException {@code STREAM-003} when there is no room for it */
    static TemporaryFile create() {
        Path path = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            path = Files.createTempFile("landfall-transaction-", ".rows");
            return new TemporaryFile(
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

    /** Unbuffered, one after the other. */
    OutputStream output() {
        return Channels.newOutputStream(channel);
    }

    /** Unbuffered, to what is the end of the file when it comes there. Several may read, each at a place of its own. */
    InputStream input(long from) {
        return new Input(from);
    }

    private final class Input extends InputStream {
        /** At once: Java reads into a buffer of its own of that size, outside of the heap, and keeps it. */
        private static final int MOST = 1 << 20;

        private long at;

        Input(long from) {
            this.at = from;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(bytes, offset, Math.min(length, MOST)), at);
            at += Math.max(0, count);
            return count;
        }
    }

    /** What to throw when one of its streams has failed. */
    MigrationException failed(IOException e) {
        return failed(path, e);
    }

    private static MigrationException failed(Path path, IOException e) {
        return new MigrationException(
                FailureCode.STREAM_FAILED,
                path + ": a large source transaction is kept there until it is applied, and that failed: "
                        + e.getMessage() + ".",
                "Nothing is lost. Give it room (LANDFALL_JAVA_OPTS=-Djava.io.tmpdir=DIR names another place) and run the"
                        + " command again.",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }
}
