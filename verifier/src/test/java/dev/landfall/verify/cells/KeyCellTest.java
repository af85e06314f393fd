package dev.landfall.verify.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCellTest {
    /** Somewhere in a row's bytes. */
    private static byte[] row(byte[] value) {
        byte[] row = new byte[value.length + 20];
        Arrays.fill(row, (byte) 0x5A);
        System.arraycopy(value, 0, row, 3, value.length);
        return row;
    }

    private static boolean source(KeyCell cell, byte[] value, long[] into) {
        return cell.source(row(value), 3, value.length, into, 1);
    }

    private static boolean target(KeyCell cell, byte[] value, long[] into) {
        return cell.target(row(value), 3, value.length, into, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\0", "12345678", "123456789", "Ärger ", "😀😀"})
    void aTextComesBackAsItWas(String text) {
        KeyCell cell = TextKey.of(40);
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        long[] source = new long[1 + cell.words()];
        long[] target = new long[1 + cell.words()];

        assertThat(source(cell, value, source)).isTrue();
        assertThat(target(cell, value, target)).isTrue();

        assertThat(cell.text(source, 1)).isEqualTo(text);
        assertThat(target).isEqualTo(source);
    }

    @Test
    void aTextThatIsTooLongHasNoWords() {
        KeyCell cell = TextKey.of(255);
        long[] words = new long[1 + cell.words()];

        assertThat(source(cell, "x".repeat(64).getBytes(StandardCharsets.UTF_8), words))
                .isTrue();
        assertThat(cell.text(words, 1)).isEqualTo("x".repeat(64));
        assertThat(source(cell, "x".repeat(65).getBytes(StandardCharsets.UTF_8), new long[1 + cell.words()]))
                .isFalse();
        // The target may hold what the source's column cannot.
        assertThat(target(TextKey.of(2), "x".repeat(9).getBytes(StandardCharsets.UTF_8), new long[4]))
                .isFalse();
    }

    @Test
    void aUuidIsTextOnOneSideAndBytesOnTheOther() {
        String uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        long[] source = new long[3];
        long[] target = new long[3];

        assertThat(source(new UuidKey(), uuid.getBytes(StandardCharsets.US_ASCII), source))
                .isTrue();
        assertThat(target(new UuidKey(), HexFormat.of().parseHex(uuid.replace("-", "")), target))
                .isTrue();

        assertThat(source).isEqualTo(target);
        assertThat(new UuidKey().text(source, 1)).isEqualTo(uuid);
        assertThat(source(new UuidKey(), (uuid + "0").getBytes(StandardCharsets.US_ASCII), new long[3]))
                .isFalse();
        assertThat(source(new UuidKey(), "f81d4fae".getBytes(StandardCharsets.US_ASCII), new long[3]))
                .isFalse();
        assertThat(source(new UuidKey(), uuid.replace('f', 'x').getBytes(StandardCharsets.US_ASCII), new long[3]))
                .isFalse();
    }

    @Test
    void integersOfBothWireFormatsAreTheSameNumber() {
        long[] source = new long[2];
        long[] target = new long[2];

        assertThat(source(new IntegerKey(false), new byte[] {(byte) 0xFE, (byte) 0xFF}, source))
                .isTrue();
        assertThat(target(new IntegerKey(false), new byte[] {-1, -1, -1, (byte) 0xFE}, target))
                .isTrue();

        assertThat(source).isEqualTo(target);
        assertThat(new IntegerKey(false).text(source, 1)).isEqualTo("-2");
        assertThat(source(new IntegerKey(true), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, new long[2]))
                .isFalse();
    }
}
