package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedPacketsTest {
    private static final int FULL = 0xFF_FFFF;

    @Test
    void aPacketThatIsContinuedIsOne() throws IOException {
        InputStream packets = new JoinedPackets(packets(3, FULL, FULL, 5, 0, FULL, 0, 7));

        assertPacket(packets, 3, 3);
        assertPacket(packets, FULL - 1, 2L * FULL + 5);
        assertPacket(packets, 0, 0);
        assertPacket(packets, FULL - 1, FULL);
        assertPacket(packets, 7, 7);
        assertThat(packets.read()).isEqualTo(-1);
        assertThat(packets.read(new byte[10], 0, 10)).isEqualTo(-1);
    }

    @Test
    void theEndComesBetweenTwoPackets() throws IOException {
        for (InputStream broken : List.of(
                new ByteArrayInputStream(new byte[] {1, 0}),
                new ByteArrayInputStream(new byte[] {2, 0, 0, 0, 'x'}),
                packets(FULL))) {
            assertThatThrownBy(() -> new JoinedPackets(broken).readAllBytes()).isInstanceOf(EOFException.class);
        }
        assertThat(new JoinedPackets(InputStream.nullInputStream()).read()).isEqualTo(-1);
    }

    /** The first byte one by one, as the client reads its headers; the others many at a time. */
    private static void assertPacket(InputStream packets, int length, long content) throws IOException {
        int told = packets.read() | packets.read() << 8 | packets.read() << 16;
        packets.read(); // the number
        assertThat(told).isEqualTo(length);
        byte[] part = new byte[1 << 20];
        for (long left = content; left > 0; ) {
            int count = packets.readNBytes(part, 0, (int) Math.min(part.length, left));
            assertThat(count).isPositive();
            for (int i = 0; i < count; i++) {
                if (part[i] != 'x') {
                    throw new AssertionError("a header within the packet of " + content + " bytes");
                }
            }
            left -= count;
        }
    }

    private static InputStream packets(int... lengths) {
        List<InputStream> all = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            int length = lengths[i];
            byte[] content = new byte[length];
            Arrays.fill(content, (byte) 'x');
            all.add(new ByteArrayInputStream(
                    new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) i}));
            all.add(new ByteArrayInputStream(content));
        }
        return new SequenceInputStream(Collections.enumeration(all));
    }
}
