package dev.landfall.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forecast of real snapshots, second by second, against what then came. The fifth is one of the whole time. */
class RecordedSnapshotsTest {
    private static final double TOLERANCE = 0.2;

    @ParameterizedTest
    @ValueSource(strings = {"unlimited", "paused", "limit-changed"})
    void afterAQuarterOfTheTimeTheEtaIsRightWithinAFifth(String name) {
        Recording.of(name).replay((outlook, held, passed, left) -> {
            double all = passed + left;
            if (passed < all / 4) {
                return;
            }
            if (held) {
                assertThat(outlook.left()).as("while held").isNull();
                return;
            }
            assertThat(outlook.left()).as("after %.0f of %.0f s", passed, all).isNotNull();
            assertThat(outlook.left().toMillis() / 1_000.0)
                    .as("after %.0f of %.0f s", passed, all)
                    .isBetween(left - TOLERANCE * all, left + TOLERANCE * all);
        });
    }
}
