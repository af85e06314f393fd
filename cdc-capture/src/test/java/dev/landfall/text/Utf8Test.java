package dev.landfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int[] EDGES = {
        0x00, 0x01, 0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
    };

    @Test
    void everySequenceOfEdgesIsTakenAsJavaTakesIt() {
        byte[] bytes = new byte[4];
        for (int a : EDGES) {
            for (int b : EDGES) {
                for (int c : EDGES) {
                    for (int d : EDGES) {
                        bytes[0] = (byte) a;
                        bytes[1] = (byte) b;
                        bytes[2] = (byte) c;
                        bytes[3] = (byte) d;
                        assertThat(Utf8.isTextWithoutNul(bytes, 0, 4))
                                .as("%x %x %x %x", a, b, c, d)
                                .isEqualTo(isText(bytes, 0, 4));
                    }
                }
            }
        }
    }

    @Test
    void whereItStandsDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = "Grüße aus Łódź, and some longer ASCII text 🎉 behind".getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - from + 1);

            assertThat(Utf8.isTextWithoutNul(bytes, from, length))
                    .as("seed %d", seed)
                    .isEqualTo(isText(bytes, from, length));
        }
    }

    /** Characters of all lengths lie across the borders between the parts that are read. */
    @Test
    void aLongTextIsLookedAtInParts() throws IOException {
        for (int shift = 0; shift < 10; shift++) {
            byte[] text = ("x".repeat(shift) + "aüあ🎉".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
            assertThat(Utf8.isTextWithoutNul(new ByteArrayInputStream(text))).isTrue();

            assertThat(Utf8.isTextWithoutNul(new ByteArrayInputStream(text, 0, text.length - 1)))
                    .as("ends within a character")
                    .isFalse();
            text[text.length / 2 + shift] = (byte) 0xFF;
            assertThat(Utf8.isTextWithoutNul(new ByteArrayInputStream(text))).isFalse();
            text[text.length / 2 + shift] = 0;
            assertThat(Utf8.isTextWithoutNul(new ByteArrayInputStream(text))).isFalse();
        }
        assertThat(Utf8.isTextWithoutNul(InputStream.nullInputStream())).isTrue();
    }

    private static boolean isText(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, offset, length))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
