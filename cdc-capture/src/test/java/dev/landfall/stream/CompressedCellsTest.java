package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CompressedCellsTest {
    private final CompressedCells cells =
            new CompressedCells((row, offset, length) -> Arrays.copyOfRange(row, offset, offset + length));

    @Test
    void anEmptyValueIsEmptyAndAZeroStandsBeforePlainBytes() {
        assertThat(cells.decode(new byte[] {9}, 1, 0)).isEqualTo(new byte[0]);
        assertThat(cells.decode(new byte[] {9, 0, 1, 2}, 1, 3)).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void packedBytesComeWithTheirLength() {
        byte[] plain = new byte[70_000];
        Arrays.fill(plain, (byte) 'x');

        assertThat(cells.decode(packed(plain, true), 0, packed(plain, true).length))
                .isEqualTo(plain);
        assertThat(cells.decode(packed(plain, false), 0, packed(plain, false).length))
                .isEqualTo(plain);
    }

    @Test
    void damageIsRefused() {
        byte[] packed = packed(new byte[100], true);
        packed[3]++;
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> cells.decode(packed, 0, packed.length));
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> cells.decode(new byte[] {0x70, 1, 1}, 0, 3));
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> cells.decode(packed(new byte[100], true), 0, 6));
    }

    /** As MariaDB packs it: method and number of length bytes, the length in big-endian, the bytes. */
    private static byte[] packed(byte[] plain, boolean raw) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | (raw ? 8 : 0) | 3);
        out.write(plain.length >> 16);
        out.write(plain.length >> 8);
        out.write(plain.length);
        byte[] buffer = new byte[1_024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
