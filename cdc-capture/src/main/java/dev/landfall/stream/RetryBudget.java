package dev.landfall.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often a broken connection is opened again, and after what pause: soon after a loss, then less and less often. Debezium's own
 * limit and delay count all losses since its start, so that they would end any stream that runs for long enough; this one starts
 * anew with every transaction that arrives. Thread-safe.
 */
final class RetryBudget {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** With the pauses between them a minute: a restart of the source takes so long. */
    static final int MAX_IN_A_ROW = 12;

    private final AtomicInteger inARow = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @return how long to wait before the next attempt; empty when none may be made */
    Optional<Duration> spend() {
        int attempt = inARow.incrementAndGet();
        if (attempt > MAX_IN_A_ROW) {
            return Optional.empty();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** Waits, unless the stream is closed. */
    void await(Duration pause) throws InterruptedException {
        closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void refill() {
        inARow.set(0);
    }

    /** Nobody waits any longer. */
    void close() {
        closed.countDown();
    }
}
