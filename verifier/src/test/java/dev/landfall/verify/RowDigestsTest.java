package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowDigestsTest {
    private static final RowDigests SOME = new RowDigests(Map.of("b", 3_000_000_000L, "a", 2L, "c", 1L));

    @Test
    void equalRowsAreTakenAwayOneByOne() {
        RowDigests others = new RowDigests(Map.of("b", 2_999_999_999L, "c", 1L, "d", 5L));

        assertThat(SOME.without(others)).isEqualTo(new RowDigests(Map.of("a", 2L, "b", 1L)));
        assertThat(others.without(SOME)).isEqualTo(new RowDigests(Map.of("d", 5L)));
        assertThat(SOME.without(SOME)).isEqualTo(RowDigests.NONE);
    }

    @Test
    void everyRowCounts() {
        assertThat(SOME.count()).isEqualTo(3_000_000_003L);
        assertThat(RowDigests.NONE.count()).isZero();
    }

    @Test
    void theFirstAreInOrderAndNoMoreThanAskedFor() {
        assertThat(SOME.first(4)).containsExactly("a", "a", "b", "b");
        assertThat(SOME.first(1)).containsExactly("a");
        assertThat(SOME.first(0)).isEmpty();
        assertThat(SOME.without(new RowDigests(Map.of("b", 3_000_000_000L))).first(100))
                .containsExactly("a", "a", "c");
    }
}
