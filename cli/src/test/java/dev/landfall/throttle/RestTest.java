package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {
    private long nanos = -5;

    @ParameterizedTest
    @CsvSource({"25, 1000, 3000", "50, 1000, 1000", "75, 900, 300", "99, 1, 1", "1, 7, 693", "100, 1000, 0", "30, 0, 0"
    })
    void workIsFollowedByARestInProportion(long percent, long worked, long owed) {
        assertThat(new Rest(worked, 0, () -> nanos).waitNanos(OptionalLong.of(percent)))
                .isEqualTo(owed);
    }

    @Test
    void whatHasBeenRestedIsNotOwedAnyMore() {
        Rest rest = new Rest(1_000, 0, () -> nanos);

        nanos += 2_900;
        assertThat(rest.waitNanos(OptionalLong.of(25))).isEqualTo(100);
        assertThat(rest.waitNanos(OptionalLong.of(50))).isZero();
        assertThat(rest.waitNanos(OptionalLong.empty())).isZero();
        nanos += 5_000;
        assertThat(rest.waitNanos(OptionalLong.of(25))).isZero();
        assertThat(rest.takenNanos()).isEqualTo(7_900);
    }

    @Test
    void whoHadNothingToDoHasRested() {
        Rest rest = new Rest(1_000, 2_500, () -> nanos);

        assertThat(rest.waitNanos(OptionalLong.of(25))).isEqualTo(500);
        nanos += 100;
        assertThat(rest.waitNanos(OptionalLong.of(25))).isEqualTo(400);
        assertThat(rest.takenNanos()).isEqualTo(2_600);
        assertThat(new Rest(1_000, 3_001, () -> nanos).waitNanos(OptionalLong.of(25)))
                .isZero();
    }

    @Test
    void aDayOfWorkIsNotTooMuch() {
        assertThat(new Rest(Duration.ofDays(1).toNanos(), 0, () -> nanos).waitNanos(OptionalLong.of(1)))
                .isEqualTo(Duration.ofDays(99).toNanos());
    }
}
