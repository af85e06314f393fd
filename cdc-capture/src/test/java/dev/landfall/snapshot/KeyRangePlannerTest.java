package dev.landfall.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyRangePlannerTest {
    @Test
    void anEmptyTableIsOneRange() {
        assertThat(KeyRangePlanner.split(null, null, 4)).containsExactly(KeyRange.ALL);
    }

    @Test
    void oneKeyIsOneRange() {
        assertThat(KeyRangePlanner.split(BigDecimal.TEN, BigDecimal.TEN, 4)).containsExactly(KeyRange.ALL);
    }

    @Test
    void everyKeyIsInExactlyOneRange() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            BigDecimal smallest = BigDecimal.valueOf(random.nextLong(-1_000, 1_000));
            BigDecimal greatest = smallest.add(BigDecimal.valueOf(random.nextLong(0, 5_000)));

            List<KeyRange> ranges = KeyRangePlanner.split(smallest, greatest, random.nextInt(1, 50));

            for (BigDecimal key : List.of(
                    smallest, greatest, smallest.subtract(BigDecimal.ONE), greatest.add(BigDecimal.valueOf(99_999)))) {
                assertThat(ranges.stream().filter(range -> range.contains(key))).hasSize(1);
            }
            BigDecimal between = smallest.add(BigDecimal.valueOf(random.nextLong(0, 5_001)));
            assertThat(ranges.stream().filter(range -> range.contains(between))).hasSize(1);
        }
    }

    @Test
    void theWholeRangeOfUnsignedBigintIsSplit() {
        BigDecimal greatest = new BigDecimal("18446744073709551615");

        List<KeyRange> ranges = KeyRangePlanner.split(BigDecimal.ZERO, greatest, 4);

        assertThat(ranges).hasSize(4);
        assertThat(ranges.get(0).from()).isNull();
        assertThat(ranges.get(3).to()).isNull();
    }
}
