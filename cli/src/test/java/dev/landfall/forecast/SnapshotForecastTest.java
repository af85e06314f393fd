package dev.landfall.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotForecastTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MEGABYTE = 1_000_000;

    private long now;

    @Test
    void nothingIsSaidBeforeSomeSecondsAreSeen() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);

        // When
        copy(forecast, "orders", 100, 10_000, 2);

        // Then
        assertThat(forecast.at(now).left()).isNull();

        // When
        copy(forecast, "orders", 100, 10_000, 2);

        // Then
        assertSeconds(forecast, 16);
    }

    @Test
    void rowsThatAreLargerThanExpectedAreSoWhereverTheyAreNotCopiedYet() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000), table("docs", 10, 100_000));
        forecast.planned("orders", 10, 1_000);
        forecast.planned("docs", 1, 10);

        // When
        copy(forecast, "orders", 100, 20_000, 10);
        forecast.finished("orders", 100, 100, 0, now);

        // Then: 180 GB of orders and 200 GB of docs are left, at 2 GB/s
        assertSeconds(forecast, 190);
    }

    @Test
    void nothingIsFasterThanALimitAllows() {
        // Given
        SnapshotForecast forecast = forecast(2, table("orders", 1_000, 100_000), table("docs", 10, 100_000));
        forecast.planned("orders", 10, 1_000);
        forecast.planned("docs", 2, 10);
        copy(forecast, "orders", 100, 10_000, 10);
        forecast.finished("orders", 100, 100, 0, now);
        assertSeconds(forecast, 95);

        // When
        forecast.limited(limit(Limit.BYTES_PER_SECOND, 500 * MEGABYTE), false, now);

        // Then
        assertSeconds(forecast, 380);

        // When
        forecast.limited(limit(Limit.ROWS_PER_SECOND, 10), false, now);

        // Then: 900 rows of orders; docs takes longer to work on
        assertSeconds(forecast, 90 + 50);

        // When
        forecast.limited(Limits.NONE, false, now);

        // Then
        assertSeconds(forecast, 95);
    }

    @Test
    void workBetweenWaitsTakesLongerWithoutThem() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);
        forecast.limited(limit(Limit.ROWS_PER_SECOND, 1), false, now);
        for (int i = 0; i < 10; i++) {
            copy(forecast, "orders", 10, 1_000, 1);
            now += 9 * SECOND;
            forecast.waited(9 * SECOND, now);
        }
        assertSeconds(forecast, 900);

        // When
        forecast.limited(Limits.NONE, false, now);

        // Then: about three times as long as what was seen
        assertThat(left(forecast)).isBetween(270.0, 290.0);
    }

    @Test
    void howFastFewerWorkersAreShowsAtOnce() {
        // Given: a worker copies 5 rows a second, two of them 10
        SnapshotForecast forecast = forecast(2, table("orders", 1_000, 100_000));
        forecast.planned("orders", 2, 1_000);
        copy(forecast, "orders", 100, 10_000, 20);
        assertSeconds(forecast, 90);

        // When: the other one by itself is as fast as both were
        forecast.workers(1);
        copy(forecast, "orders", 50, 5_000, 5);

        // Then
        assertThat(left(forecast)).isBetween(85.0, 110.0);
    }

    @Test
    void whatTheEngineMisjudgedShowsInTheFirstChunks() {
        // Given: twice as many rows as expected
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 10, 1_000);

        // When
        copy(forecast, "orders", 200, 20_000, 10);
        forecast.finished("orders", 200, 100, 0, now);

        // Then: nine more chunks of nearly twice the size
        assertThat(left(forecast)).isBetween(75.0, 90.0);
    }

    @Test
    void aChunkWithoutRowsDoesNotMakeAllOthersEmpty() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 100, 10_000), table("sparse", 1_000, 100_000));
        forecast.planned("orders", 1, 100);
        forecast.planned("sparse", 10, 1_000);
        copy(forecast, "orders", 100, 10_000, 10);
        forecast.finished("orders", 100, 100, 0, now);

        // When
        forecast.finished("sparse", 0, 100, 0, now);

        // Then: one in five rows is still expected
        assertThat(left(forecast)).isGreaterThan(15);
    }

    @Test
    void aTableIsNotForetoldToEndWhereItsEstimateEnds() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);

        // When
        copy(forecast, "orders", 1_500, 150_000, 150);

        // Then
        assertSeconds(forecast, 15);
    }

    @Test
    void aPauseSaysNothingAboutThePaceAfterIt() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);
        copy(forecast, "orders", 100, 10_000, 100);

        // When
        forecast.limited(Limits.NONE, true, now);
        now += 20 * SECOND;

        // Then
        assertThat(forecast.at(now).left()).isNull();

        // When
        forecast.limited(Limits.NONE, false, now);
        forecast.waited(20 * SECOND, now);
        copy(forecast, "orders", 100, 10_000, 100);

        // Then
        assertSeconds(forecast, 800);
    }

    @Test
    void holdsThatRecurAreExpectedToGoOn() {
        // Given: held half of the time
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);

        // When
        for (int i = 0; i < 10; i++) {
            forecast.limited(Limits.NONE, true, now);
            now += 10 * SECOND;
            forecast.limited(Limits.NONE, false, now);
            copy(forecast, "orders", 10, 1_000, 10);
        }

        // Then
        assertSeconds(forecast, 1_800);

        // When: there were none for long
        copy(forecast, "orders", 310, 31_000, 310);

        // Then
        assertSeconds(forecast, 590);
    }

    @Test
    void nobodyKnowsWhenAStandstillEnds() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);
        copy(forecast, "orders", 100, 10_000, 100);

        // When
        now += 31 * SECOND;

        // Then
        assertThat(forecast.at(now).left()).isNull();
    }

    @Test
    void whatIsRolledBackIsToBeCopiedAgain() {
        // Given
        SnapshotForecast forecast = forecast(1, table("orders", 1_000, 100_000));
        forecast.planned("orders", 1, 1_000);
        copy(forecast, "orders", 500, 50_000, 10);

        // When
        forecast.lost("orders", 500, 50_000 * MEGABYTE);

        // Then
        assertSeconds(forecast, 20);
    }

    @Test
    void noTableHasMoreWorkersThanChunks() {
        // Given
        SnapshotForecast forecast = forecast(4, table("orders", 1_000, 100_000), table("lines", 0, 0));
        forecast.planned("orders", 1, 1_000);
        forecast.planned("lines", 1, 0);

        // When
        copy(forecast, "orders", 100, 10_000, 10);

        // Then
        assertSeconds(forecast, 90);
    }

    @Test
    void indexesAreForetoldByTheCopyAndThenByThemselves() {
        // Given
        SnapshotForecast forecast = forecast(
                1,
                new TableShape(
                        "orders",
                        1_000_000,
                        100_000_000,
                        0,
                        Map.of(Stage.INDEX, Map.of(Effort.ROWS, 2), Stage.UNIQUE, Map.of(Effort.ROWS, 1))));
        forecast.planned("orders", 1, 1_000_000);

        // When
        copy(forecast, "orders", 500_000, 50, 50);

        // Then: a row of an index costs 70 bytes
        assertThat(left(forecast)).isBetween(50 + 210.0, 50 + 212.0);

        // When
        copy(forecast, "orders", 500_000, 50, 50);
        forecast.finished("orders", 1_000_000, 1_000_000, SECOND / 5, now);
        forecast.begin(Stage.INDEX, now);
        forecast.building("orders", Effort.ROWS, now);
        now += 30 * SECOND;

        // Then: it counts down
        assertThat(left(forecast)).isBetween(180.0, 181.0);
        assertThat(Objects.requireNonNull(forecast.at(now).tables().get("orders"))
                        .toSeconds())
                .isBetween(110L, 111L);

        // When
        forecast.built("orders", true, now);

        // Then: the next two are as fast
        assertThat(left(forecast)).isBetween(60.0, 65.0);

        // When: the next one is slower than that
        forecast.building("orders", Effort.ROWS, now);
        now += 90 * SECOND;

        // Then: nobody knows when it is through, but it is not
        assertThat(left(forecast)).isBetween(60 + 9.0, 65 + 9.0);
        assertThat(Objects.requireNonNull(forecast.at(now).tables().get("orders"))
                        .toSeconds())
                .isEqualTo(9);
    }

    @Test
    void aRunThatGoesOnWithIndexesHasNothingToGoOn() {
        // Given
        SnapshotForecast forecast =
                forecast(1, new TableShape("orders", 1_000, 100_000, 0, Map.of(Stage.UNIQUE, Map.of(Effort.ROWS, 2))));
        forecast.earlier("orders", 1_000, 100_000, 1_000);
        forecast.begin(Stage.UNIQUE, now);
        forecast.building("orders", Effort.ROWS, now);
        now += 10 * SECOND;

        // Then
        assertThat(forecast.at(now).left()).isNull();

        // When
        forecast.built("orders", true, now);

        // Then
        assertSeconds(forecast, 10);
    }

    @Test
    void whatNobodyCanTellIsSaid() {
        // Given
        SnapshotForecast forecast =
                forecast(1, new TableShape("docs", 1_000, 100_000, 0, Map.of(Stage.INDEX, Map.of(Effort.UNKNOWN, 1))));
        forecast.uncounted("materialized views");
        forecast.begin(Stage.INDEX, now);
        forecast.building("docs", Effort.UNKNOWN, now);

        // Then
        assertThat(forecast.at(now).uncounted()).containsExactly("materialized views", "full-text and spatial indexes");

        // When
        forecast.built("docs", true, now);
        forecast.counted("materialized views");

        // Then
        assertThat(forecast.at(now).uncounted()).isEmpty();
    }

    private static SnapshotForecast forecast(int workers, TableShape... tables) {
        return new SnapshotForecast(List.of(tables), workers);
    }

    /** Without columns and indexes, which cost; next to its rows the end of a chunk costs nothing. */
    private static TableShape table(String name, long rows, long megabytes) {
        return new TableShape(name, rows, megabytes * MEGABYTE, 0, Map.of());
    }

    private void copy(SnapshotForecast forecast, String table, long rows, long megabytes, long worked) {
        now += worked * SECOND;
        forecast.copied(table, rows, megabytes * MEGABYTE, worked * SECOND, now);
    }

    private static Limits limit(Limit limit, long perSecond) {
        return Limits.NONE.with(Map.of(limit, OptionalLong.of(perSecond)));
    }

    private double left(SnapshotForecast forecast) {
        return Objects.requireNonNull(forecast.at(now).left()).toMillis() / 1_000.0;
    }

    private void assertSeconds(SnapshotForecast forecast, long seconds) {
        assertThat(Objects.requireNonNull(forecast.at(now).left()))
                .isCloseTo(Duration.ofSeconds(seconds), Duration.ofMillis(10));
    }
}
