package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize();

    @BeforeEach
    void caughtUp() {
        size.missing(0);
    }

    @Test
    void theFirstBatchIsWhatHasArrived() {
        assertThat(size.of(10_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneTakesATenthOfASecondAtThePaceOfTheOnesBefore() {
        // When
        size.applied(transactions(5_000, 4), TimeUnit.SECONDS.toNanos(1));

        // Then
        assertThat(size.of(10_000)).isEqualTo(2_000);
    }

    @Test
    void aSlowTargetGetsNoBatchesOfWhichTheRoundTripsAreTheLargerPart() {
        // When
        size.applied(transactions(250, 4), TimeUnit.SECONDS.toNanos(10));

        // Then
        assertThat(size.of(10_000)).isEqualTo(1_000);
    }

    @Test
    void farBehindOnlySpeedCounts() {
        // Given
        size.applied(transactions(5_000, 4), TimeUnit.SECONDS.toNanos(1));

        // Then
        size.missing(4_999);
        assertThat(size.of(10_000)).isEqualTo(2_000);
        size.missing(5_000);
        assertThat(size.of(10_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theReaderDoesNotWaitForRoom() {
        // When
        size.applied(transactions(5_000, 4), TimeUnit.SECONDS.toNanos(1));

        // Then
        assertThat(size.of(25_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void smallBatchesSayNothingOfWhatAChangeCosts() {
        // Given
        size.applied(transactions(5_000, 4), TimeUnit.SECONDS.toNanos(1));

        // When
        for (int i = 0; i < 10_000; i++) {
            size.applied(transactions(1, 4), TimeUnit.MILLISECONDS.toNanos(4));
        }

        // Then
        assertThat(size.of(10_000)).isEqualTo(2_000);
    }

    @Test
    void ofSeveralTheLaterAndTheLargerCountMore() {
        // Given
        size.applied(transactions(250, 4), TimeUnit.MILLISECONDS.toNanos(50));

        // When
        size.applied(transactions(250, 4), TimeUnit.MILLISECONDS.toNanos(25));

        // Then: between 2,000 and 4,000
        assertThat(size.of(10_000)).isBetween(2_600L, 2_700L);
    }

    @Test
    void withoutChangesThereIsNothingToLearn() {
        // When
        size.applied(transactions(10, 0), TimeUnit.SECONDS.toNanos(1));

        // Then
        assertThat(size.of(10_000)).isEqualTo(Long.MAX_VALUE);
    }

    private static List<SourceTransaction> transactions(int count, int changes) {
        Gtid gtid = new Gtid(0, 1, 1);
        ChangeEvent change = new ChangeEvent.TableTruncated(new TableName("shop", "item"));
        return Collections.nCopies(
                count,
                new SourceTransaction(
                        gtid,
                        ChangeEvents.of(Collections.nCopies(changes, change)),
                        new SourcePosition(GtidSet.EMPTY.with(gtid), "log.1", 1),
                        Instant.EPOCH));
    }
}
