package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.target.PgType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is copied is what a value object would be written as. */
class CompactCellsTest {
    private static final int ROUNDS = 2_000;

    private final Random random = new Random(6);

    @Test
    void aUuidIsWrittenAsItsValue() {
        for (int i = 0; i < ROUNDS; i++) {
            UUID value = new UUID(random.nextLong(), random.nextLong());
            String text = i % 2 == 0 ? value.toString() : value.toString().toUpperCase(Locale.ROOT);
            CopyBuffer out = new CopyBuffer(8);

            assertThat(CompactCells.uuid(around(text.getBytes(StandardCharsets.US_ASCII)), 2, 36, out))
                    .isTrue();
            assertThat(bytes(out)).isEqualTo(written(PgType.UUID, value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00112233-4455-6677-8899-aabbccddeef",
                "00112233-4455-6677-8899-aabbccddeeff0",
                "00112233-4455-6677-8899-aabbccddeefg",
                "0011223344-55-6677-8899-aabbccddeeff",
                "00112233-4455-6677-8899+aabbccddeeff",
                "00112233-4455-6677-8899-aabbccddee\u00e4",
                "-0112233-4455-6677-8899-aabbccddeeff"
            })
    void whatIsNoUuidGetsACloserLook(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(CompactCells.uuid(around(bytes), 2, bytes.length, new CopyBuffer(8)))
                .isFalse();
    }

    @Test
    void anAddressIsWrittenAsItsValue() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] value = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(value);
            CopyBuffer out = new CopyBuffer(8);

            assertThat(CompactCells.inet(around(value), 2, value.length, out)).isTrue();
            assertThat(bytes(out)).isEqualTo(written(PgType.INET, value));
        }
        assertThat(CompactCells.inet(new byte[5], 0, 5, new CopyBuffer(8))).isFalse();
    }

    @Test
    void bitsAreWrittenAsTheirValue() {
        for (int count = 1; count <= 64; count++) {
            int size = (count + 7) / 8;
            for (int i = 0; i < 100; i++) {
                byte[] value = new byte[size];
                random.nextBytes(value);
                value[0] &= (byte) (0xFF >> size * 8 - count);
                CopyBuffer out = new CopyBuffer(8);

                assertThat(CompactCells.bits(around(value), 2, size, count, out))
                        .isTrue();
                assertThat(bytes(out)).as("BIT(%d)", count).isEqualTo(written(PgType.bit(count), value));
            }
            assertThat(CompactCells.bits(new byte[9], 0, size + 1, count, new CopyBuffer(8)))
                    .isFalse();
        }
    }

    private static byte[] written(PgType type, Object value) {
        CopyBuffer out = new CopyBuffer(8);
        PgBinaryFormat.write(type, value, out);
        return bytes(out);
    }

    private static byte[] bytes(CopyBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.size());
    }

    /** A cell is a part of its row. */
    private static byte[] around(byte[] cell) {
        byte[] row = new byte[cell.length + 4];
        Arrays.fill(row, (byte) '7');
        System.arraycopy(cell, 0, row, 2, cell.length);
        return row;
    }
}
