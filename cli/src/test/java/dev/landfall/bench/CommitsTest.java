package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommitsTest {
    /** The clock of a JVM may begin anywhere. */
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);

    private final Commits commits = new Commits(START);

    @Test
    void theLastSecondsAreCountedApartFromTheWhole() {
        // Given
        everyMillis(0, 10_000, 100);

        // When
        everyMillis(10_000, 20_000, 50);

        // Then
        assertThat(commits.perSecond()).isEqualTo(15);
        assertThat(commits.recentPerSecond()).isEqualTo(20);
        assertThat(commits.last()).isEqualTo(START + TimeUnit.SECONDS.toNanos(20));
    }

    @Test
    void aPauseIsPartOfBoth() {
        // Given
        everyMillis(0, 10_000, 100);

        // When
        everyMillis(14_000, 15_000, 100);

        // Then
        assertThat(commits.perSecond()).isEqualTo(110 / 15.0);
        assertThat(commits.recentPerSecond()).isEqualTo(2);
    }

    @Test
    void aShortTimeIsItsOwnMeasure() {
        everyMillis(0, 1_000, 100);

        assertThat(commits.recentPerSecond()).isEqualTo(commits.perSecond()).isEqualTo(10);
    }

    @Test
    void withoutAnyTheRateIsNone() {
        assertThat(commits.perSecond()).isZero();
        assertThat(commits.recentPerSecond()).isZero();
        assertThat(commits.last()).isEqualTo(START);
    }

    private void everyMillis(long after, long until, long step) {
        for (long millis = after + step; millis <= until; millis += step) {
            commits.add(START + TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }
}
