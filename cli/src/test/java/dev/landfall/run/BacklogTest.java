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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void aBatchHasWholeTransactions() {
        // Given
        backlog.add(List.of(transaction(1, 2), transaction(2, 2), transaction(3, 2)));

        // Then
        assertThat(next(5, null)).containsExactly(1L, 2L);
        assertThat(next(5, null)).containsExactly(3L);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void aTransactionThatIsLargerThanABatchGoesAlone() {
        // Given
        backlog.add(List.of(transaction(1, 1), transaction(2, 10), transaction(3, 1)));

        // Then
        assertThat(next(5, null)).containsExactly(1L);
        assertThat(next(5, null)).containsExactly(2L);
        assertThat(next(5, null)).containsExactly(3L);
    }

    @Test
    void aBatchEndsWhereTheStreamEnds() {
        // Given
        backlog.add(List.of(transaction(1, 1), transaction(2, 1), transaction(3, 1)));

        // Then
        assertThat(next(Long.MAX_VALUE, GtidSet.parse("0-1-2"))).containsExactly(1L, 2L);
    }

    @Test
    void itKnowsHowManyChangesWait() {
        // Given
        backlog.add(List.of(transaction(1, 2), transaction(2, 3)));
        backlog.add(List.of(transaction(3, 4)));

        // When
        next(5, null);

        // Then
        assertThat(backlog.changes()).isEqualTo(4);
    }

    @Test
    void withoutALimitItIsEverything() {
        // Given
        backlog.add(List.of(transaction(1, 1), transaction(2, 0), transaction(3, 100)));

        // Then
        assertThat(next(Long.MAX_VALUE, null)).containsExactly(1L, 2L, 3L);
        assertThat(next(Long.MAX_VALUE, null)).isEmpty();
    }

    private List<Long> next(long maxChanges, @Nullable GtidSet until) {
        return backlog.next(maxChanges, until).stream()
                .map(transaction -> transaction.gtid().sequence())
                .toList();
    }

    private static SourceTransaction transaction(long sequence, int changes) {
        Gtid gtid = new Gtid(0, 1, sequence);
        ChangeEvent change = new ChangeEvent.TableTruncated(new TableName("shop", "item"));
        return new SourceTransaction(
                gtid,
                ChangeEvents.of(Collections.nCopies(changes, change)),
                new SourcePosition(GtidSet.EMPTY.with(gtid), "log.1", sequence),
                Instant.EPOCH);
    }
}
