package dev.landfall.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The packets that MariaDB sends, where one that is continued in the next is followed by that one's content at once. The binary
 * log client would put such packets together in memory before it reads the event in them; this way it reads on in the stream.
 * The length that it is told of such a packet is not its whole length: the event's own header has that.
 */
final class JoinedPackets extends InputStream {
    /** A packet of this length is continued. */
    private static final int FULL = 0xFF_FFFF;

    private static final int HEADER = 4;
    private static final int BUFFER = 1 << 16;
    private static final String BROKEN = "the connection ends within a packet";

    private final InputStream packets;
    /** The client reads numbers byte by byte. */
    private final byte[] buffer = new byte[BUFFER];

    private int at;
    private int limit;
    private final byte[] header = new byte[HEADER];
    /** Of the header, what the reader does not have yet. */
    private int headerLeft;
    /** Of the packet that the header is of. */
    private int left;

    private boolean continued;

    /** @param packets ends between two packets, or fails */
    JoinedPackets(InputStream packets) {
        this.packets = packets;
    }

    @Override
    public int read() throws IOException {
        if (!hasMore()) {
            return -1;
        }
        if (headerLeft > 0) {
            return Byte.toUnsignedInt(header[HEADER - headerLeft--]);
        }
        if (at == limit && !fill()) {
            throw new EOFException(BROKEN);
        }
        left--;
        return Byte.toUnsignedInt(buffer[at++]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        if (headerLeft > 0) {
            int count = Math.min(headerLeft, length);
            System.arraycopy(header, HEADER - headerLeft, bytes, offset, count);
            headerLeft -= count;
            return count;
        }
        int count = content(bytes, offset, Math.min(left, length));
        if (count < 0) {
            throw new EOFException(BROKEN);
        }
        left -= count;
        return count;
    }

    private int content(byte[] bytes, int offset, int length) throws IOException {
        if (at == limit) {
            if (length >= BUFFER) {
                return packets.read(bytes, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, bytes, offset, count);
        at += count;
        return count;
    }

    /** With what is there. @return false at the end */
    private boolean fill() throws IOException {
        at = 0;
        limit = 0;
        limit = Math.max(0, packets.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    @Override
    public int available() throws IOException {
        return headerLeft + Math.min(left, limit - at + packets.available());
    }

    private boolean hasMore() throws IOException {
        while (headerLeft == 0 && left == 0) {
            boolean goesOn = continued;
            if (!nextHeader()) {
                return false;
            }
            if (!goesOn) {
                headerLeft = HEADER;
            }
        }
        return true;
    }

    private boolean nextHeader() throws IOException {
        int count = 0;
        while (count < HEADER) {
            int more = content(header, count, HEADER - count);
            if (more < 0 && count == 0 && !continued) {
                return false;
            }
            if (more < 0) {
                throw new EOFException(BROKEN);
            }
            count += more;
        }
        left = Byte.toUnsignedInt(header[0]) | Byte.toUnsignedInt(header[1]) << 8 | Byte.toUnsignedInt(header[2]) << 16;
        continued = left == FULL;
        if (continued) {
            header[0]--;
        }
        return true;
    }
}
