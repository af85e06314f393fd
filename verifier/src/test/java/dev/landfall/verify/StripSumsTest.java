package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StripSumsTest {
    private static final Strip FIRST = new Strip(new KeyRange(null, "m"), new KeyRange("0", "5"));
    private static final Strip SECOND = new Strip(new KeyRange("m", null), null);

    private static SessionPair.Both<Integer, Integer> sums(int source, int target) {
        return new SessionPair.Both<>(source, target);
    }

    @Test
    void theSumsAreThereWithTheLastStrip() {
        StripSums<Integer> sums = new StripSums<>(List.of(FIRST, SECOND), 0, Integer::sum);

        assertThat(sums.add(SECOND, sums(3, 4))).isEmpty();
        assertThat(sums.add(FIRST, sums(20, 30))).contains(sums(23, 34));
    }

    /** What follows from the sums may fail, and is begun anew. */
    @Test
    void aStripThatComesAgainCountsOnceAndGivesTheSameSums() {
        StripSums<Integer> sums = new StripSums<>(List.of(FIRST, SECOND), 0, Integer::sum);
        sums.add(FIRST, sums(1, 1));
        assertThat(sums.add(FIRST, sums(1, 1))).isEmpty();

        assertThat(sums.add(SECOND, sums(5, 6))).contains(sums(6, 7));
        assertThat(sums.add(SECOND, sums(50, 60))).contains(sums(6, 7));
    }
}
