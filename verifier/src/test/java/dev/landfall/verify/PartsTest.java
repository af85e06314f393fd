package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
    private static KeyRange range(String from, String until) {
        return new KeyRange(from, until);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 64000",
        "-50, 50_7",
        "9223372036854775000, 9223372036854775807",
        "-9223372036854775808, -9223372036854770000",
        "-9223372036854775808, -1"
    })
    void togetherTheyAreTheRange(String from, String until) {
        KeyRange range = range(from, until.replace("_", ""));
        Parts parts = Parts.of(range, true);
        boolean[] all = new boolean[parts.count()];
        java.util.Arrays.fill(all, true);
        assertThat(parts.count()).isBetween(2, Parts.MOST);
        assertThat(parts.ranges(all)).containsExactly(range);
        assertThat(parts.of(Long.parseLong(range.from()))).isZero();
        assertThat(parts.of(Long.parseLong(range.until()) - 1)).isEqualTo(parts.count() - 1);
        for (int i = 0; i < parts.count(); i++) {
            boolean[] one = new boolean[parts.count()];
            one[i] = true;
            KeyRange part = parts.ranges(one).get(0);
            assertThat(parts.of(Long.parseLong(part.from()))).isEqualTo(i);
            assertThat(parts.of(Long.parseLong(part.until()) - 1)).isEqualTo(i);
        }
    }

    @Test
    void neighboursAreOneRange() {
        Parts parts = Parts.of(range("0", "6400"), true);
        boolean[] marked = new boolean[parts.count()];
        marked[1] = true;
        marked[2] = true;
        marked[63] = true;
        assertThat(parts.ranges(marked)).isEqualTo(List.of(range("100", "300"), range("6300", "6400")));
    }

    @Test
    void whatCannotBePartedIsOnePart() {
        for (Parts parts : List.of(
                Parts.of(KeyRange.ALL, true),
                Parts.of(new KeyRange("1", null), true),
                Parts.of(range("0", "1000"), false),
                Parts.of(range("0", "30"), true),
                Parts.of(range("0", "18446744073709551615"), true),
                Parts.of(range("-9223372036854775808", "9223372036854775807"), true))) {
            assertThat(parts.count()).isEqualTo(1);
            assertThat(parts.of(12345)).isZero();
            assertThat(parts.ranges(new boolean[] {true})).containsExactly(parts.range());
        }
    }
}
