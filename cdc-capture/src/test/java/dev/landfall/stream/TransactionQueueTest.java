package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TransactionQueueTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private final TransactionQueue queue = new TransactionQueue();

    @Test
    void takesNoMoreThanAskedAndInOrder() throws Exception {
        queue.put(transaction(1, 1), 0);
        queue.put(transaction(2, 1), 0);
        queue.put(transaction(3, 1), 0);

        assertThat(queue.take(2, SOON)).extracting(SourceTransaction::gtid).containsExactly(gtid(1), gtid(2));
        assertThat(queue.take(2, SOON)).extracting(SourceTransaction::gtid).containsExactly(gtid(3));
        assertThat(queue.take(2, SOON)).isEmpty();
    }

    @Test
    void eachPositionOfARunWithoutEventsCanBeStoodAt() throws Exception {
        queue.put(transaction(1, 1), 0);
        queue.put(transaction(2, 0), 0);
        queue.put(transaction(3, 0), 0);

        assertThat(queue.take(10, SOON)).extracting(SourceTransaction::gtid).containsExactly(gtid(1), gtid(2), gtid(3));
    }

    @Test
    void ofManyTransactionsARunWithoutEventsIsItsLast() throws Exception {
        int many = TransactionQueue.MANY_TRANSACTIONS;
        for (int sequence = 1; sequence <= 3 * many; sequence++) {
            queue.put(transaction(sequence, 0), 0);
        }
        queue.put(transaction(3 * many + 1, 1), 0);
        queue.put(transaction(3 * many + 2, 0), 0);

        List<SourceTransaction> taken = queue.take(4 * many, SOON);
        assertThat(taken).hasSize(many + 2);
        assertThat(taken.subList(many - 2, many + 2))
                .extracting(SourceTransaction::gtid)
                .containsExactly(gtid(many - 1), gtid(3 * many), gtid(3 * many + 1), gtid(3 * many + 2));
    }

    @Test
    void aFailureComesBehindEverythingBeforeItAndStays() throws Exception {
        MigrationException reason = new MigrationException(FailureCode.STREAM_FAILED, "broken", "again");
        queue.put(transaction(1, 1), 0);
        queue.fail(reason);
        queue.fail(new MigrationException(FailureCode.INTERNAL, "later", "no matter"));
        queue.put(transaction(2, 1), 0);

        assertThat(queue.take(10, SOON)).hasSize(1);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> queue.take(10, SOON))
                    .isSameAs(reason);
        }
    }

    @Test
    void waitsForTheFirstTransaction() throws Exception {
        CompletableFuture<List<SourceTransaction>> taken = CompletableFuture.supplyAsync(() -> takeSlowly());
        awaitSomebodyIn("take");
        queue.put(transaction(1, 1), 0);

        assertThat(taken.get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void whoeverReadsTheLogWaitsWhileTooMuchLiesHere() throws Exception {
        queue.put(transaction(1, TransactionQueue.MAX_ROWS), 0);
        CompletableFuture<Void> room = CompletableFuture.runAsync(() -> awaitRoom());
        awaitSomebodyIn("awaitRoom");
        assertThat(room).isNotDone();

        queue.take(1, SOON);

        room.get(10, TimeUnit.SECONDS);
    }

    @Test
    void bytesCountLikeRows() throws Exception {
        queue.put(transaction(1, 1), TransactionQueue.MAX_BYTES);
        CompletableFuture<Void> room = CompletableFuture.runAsync(() -> awaitRoom());
        awaitSomebodyIn("awaitRoom");
        assertThat(room).isNotDone();

        queue.close();

        room.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsNotTheLastOfARunTakesNoRoom() throws Exception {
        int many = TransactionQueue.MANY_TRANSACTIONS;
        for (int sequence = 1; sequence < many; sequence++) {
            queue.put(transaction(sequence, 0), 0);
        }
        queue.put(transaction(many, 0), TransactionQueue.MAX_BYTES);
        queue.put(transaction(many + 1, 0), 0);

        queue.awaitRoom(() -> true);
        assertThat(queue.take(2 * many, SOON))
                .last()
                .extracting(SourceTransaction::gtid)
                .isEqualTo(gtid(many + 1));
    }

    @Test
    void oneTransactionIsLetInWhateverItsSize() throws Exception {
        queue.awaitRoom(() -> true);
        queue.put(transaction(1, TransactionQueue.MAX_ROWS * 2), TransactionQueue.MAX_BYTES * 2);

        assertThat(queue.take(1, SOON)).hasSize(1);
        queue.awaitRoom(() -> true);
    }

    @Test
    void nobodyWaitsForAClosedQueue() {
        queue.close();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> queue.take(1, Duration.ofMinutes(1)))
                .extracting(MigrationException::code)
                .isEqualTo(FailureCode.INTERRUPTED);
    }

    /** A thread that the queue has put to sleep in one of its methods. */
    private static void awaitSomebodyIn(String method) {
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
                        .flatMap(thread -> Arrays.stream(thread.getValue()))
                        .anyMatch(frame -> frame.getClassName().equals(TransactionQueue.class.getName())
                                && frame.getMethodName().equals(method)));
    }

    private List<SourceTransaction> takeSlowly() {
        try {
            return queue.take(1, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRoom() {
        try {
            queue.awaitRoom(() -> true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceTransaction transaction(long sequence, int events) {
        ChangeEvent event = new ChangeEvent.TableTruncated(new TableName("shop", "t"));
        return new SourceTransaction(
                gtid(sequence),
                ChangeEvents.of(Collections.nCopies(events, event)),
                new SourcePosition(GtidSet.EMPTY.with(gtid(sequence)), "mariadb-bin.000001", sequence),
                Instant.EPOCH);
    }

    private static Gtid gtid(long sequence) {
        return new Gtid(0, 1, sequence);
    }
}
