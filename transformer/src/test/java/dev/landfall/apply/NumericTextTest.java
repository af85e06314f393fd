package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0.0", "7", "-12.50", "0.00000005", "10000", "0001234.5", "99999999.9999"})
    void digitsKeepTheirPlace(String text) {
        assertThat(written(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void anyNumberComesBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(1 + random.nextInt(215), random), random.nextInt(39));
            String text = (random.nextBoolean() ? "-" : "") + number.toPlainString();

            assertThat(written(text)).as("seed %d", seed).isEqualTo(new BigDecimal(text));
        }
    }

    @Test
    void wholeNumbersComeBack() {
        for (long value : new long[] {0, 1, -1, 9_999, 10_000, -10_001, 100_000_000, Long.MAX_VALUE, -Long.MAX_VALUE}) {
            CopyBuffer out = new CopyBuffer(8);

            assertThat(NumericText.write(value, out)).isTrue();
            assertThat(read(out)).isEqualTo(BigDecimal.valueOf(value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".5", "5.", "1e5", "1.2.3", "abc", "1,5", "NaN"})
    void anythingElseIsLeftAlone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(NumericText.write(bytes, 0, bytes.length, new CopyBuffer(8))).isFalse();
    }

    private static BigDecimal written(String text) {
        CopyBuffer out = new CopyBuffer(8);
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        assertThat(NumericText.write(bytes, 2, bytes.length - 4, out)).isTrue();
        return read(out);
    }

    /** By PostgreSQL's definition: groups of four digits, the first of weight 10000^weight. */
    private static BigDecimal read(CopyBuffer buffer) {
        ByteBuffer in = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
        assertThat(in.getInt()).isEqualTo(in.remaining());
        int groups = in.getShort();
        int weight = in.getShort();
        int sign = in.getShort();
        int scale = in.getShort();
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < groups; i++) {
            value = value.add(BigDecimal.valueOf(in.getShort()).scaleByPowerOfTen(4 * (weight - i)));
        }
        assertThat(in.hasRemaining()).isFalse();
        return (sign == 0 ? value : value.negate()).setScale(scale);
    }
}
