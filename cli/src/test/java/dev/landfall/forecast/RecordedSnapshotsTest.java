package dev.landfall.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forecast of real snapshots, second by second, against what then came. */
class RecordedSnapshotsTest {
    /** Of the whole time. */
    private static final double TOLERANCE = 0.2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unlimited",
                "byte-limit",
                "row-limit",
                "limit-changed",
                "fewer-workers",
                "paused",
                "small-tables"
            })
    void afterAQuarterOfTheTimeTheEtaIsRightWithinAFifth(String name) {
        Recording.of(name).replay(moment -> {
            if (moment.passed() < moment.all() / 4) {
                return;
            }
            if (moment.held()) {
                assertThat(moment.outlook().left()).isNull();
                return;
            }
            assertThat(moment.outlook().left()).as(moment.toString()).isNotNull();
            assertRight(moment, Objects.requireNonNull(moment.outlook().left()), moment.left());
            moment.outlook().tables().forEach((table, told) -> {
                double left = Objects.requireNonNull(moment.copied().get(table));
                if (left > 0) {
                    assertRight(moment, told, left);
                }
            });
        });
    }

    private static void assertRight(Recording.Moment moment, Duration told, double left) {
        double margin = TOLERANCE * moment.all();
        assertThat(told.toMillis() / 1_000.0).as(moment.toString()).isBetween(left - margin, left + margin);
    }
}
