package dev.landfall.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forecast of real snapshots, second by second, against what then came. */
class RecordedSnapshotsTest {
    /** Of the whole time. */
    private static final double TOLERANCE = 0.2;

    /** @param share of the seconds in which it is right within a fifth of what is left, too */
    @ParameterizedTest
    @CsvSource({
        "unlimited, 0.6",
        "byte-limit, 0.7",
        "row-limit, 0.7",
        "limit-changed, 0.7",
        "fewer-workers, 0.6",
        "paused, 0.5",
        "small-tables, 0.15"
    })
    void afterAQuarterOfTheTimeTheEtaIsRightWithinAFifth(String name, double share) {
        List<Boolean> near = new ArrayList<>();
        Recording.of(name).replay(moment -> {
            if (moment.passed() < moment.all() / 4) {
                return;
            }
            if (moment.held()) {
                assertThat(moment.outlook().left()).isNull();
                return;
            }
            assertThat(moment.outlook().left()).as(moment.toString()).isNotNull();
            Duration eta = Objects.requireNonNull(moment.outlook().left());
            assertRight(moment, eta, moment.left());
            near.add(Math.abs(seconds(eta) - moment.left()) <= TOLERANCE * moment.left());
            moment.outlook().tables().forEach((table, told) -> {
                double left = Objects.requireNonNull(moment.copied().get(table));
                if (left > 0) {
                    assertRight(moment, told, left);
                }
            });
        });
        assertThat(near).isNotEmpty();
        assertThat(near.stream().filter(right -> right).count() / (double) near.size())
                .isGreaterThanOrEqualTo(share);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static void assertRight(Recording.Moment moment, Duration told, double left) {
        double margin = TOLERANCE * moment.all();
        assertThat(seconds(told)).as(moment.toString()).isBetween(left - margin, left + margin);
    }
}
