package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.apply.Portion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final Throttle throttle = new Throttle(2, System::nanoTime);

    @Test
    void withoutLimitsEverythingPasses() throws Exception {
        assertThat(throttle.admit(1_000_000, 1_000_000_000)).isSameAs(Portion.ALL);
    }

    @Test
    void whoIsHeldGoesOnWhenTheHoldEnds() throws Exception {
        // Given
        throttle.set(Limits.NONE, List.of(new Hold.Paused()));
        FutureTask<Portion> worker = new FutureTask<>(() -> throttle.admit(1, 1));
        Thread thread = started(worker);
        await().until(() -> thread.getState() == Thread.State.WAITING);

        // When
        throttle.set(Limits.NONE, List.of());

        // Then
        assertThat(worker.get()).isEqualTo(Portion.ALL);
    }

    @Test
    void whoPaysGoesOnAtOnceWhenTheLimitIsTakenOff() throws Exception {
        // Given: an hour of waiting
        throttle.set(new Limits(Map.of(Limit.ROWS_PER_SECOND, 1L)), List.of());
        FutureTask<Portion> worker = new FutureTask<>(() -> throttle.admit(3_600, 1));
        Thread thread = started(worker);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        // When
        throttle.set(Limits.NONE, List.of());

        // Then
        assertThat(worker.get()).isEqualTo(Portion.ALL);
    }

    /** The clock goes on by a millisecond whenever somebody looks at it. */
    @Test
    void aShareIsKeptByARestAndBothAreCounted() throws Exception {
        // Given
        AtomicLong clock = new AtomicLong();
        Throttle shared = new Throttle(2, () -> clock.addAndGet(1_000_000));
        shared.set(new Limits(Map.of(Limit.MAX_SHARE, 25L)), List.of());
        assertThat(shared.isOpen()).isFalse();

        // When
        shared.admit(1, 1, 0, 0);
        shared.admit(1, 1, 5_000_000, 0);
        WorkingTime before = shared.time();
        shared.admit(1, 1, 2_000_000, 0);

        // Then
        assertThat(before.worked()).isEqualTo(Duration.ofMillis(5));
        assertThat(before.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(15));
        assertThat(shared.time().since(before).worked()).isEqualTo(Duration.ofMillis(2));
        assertThat(shared.time().since(before).waited()).isGreaterThanOrEqualTo(Duration.ofMillis(6));
    }

    @Test
    void whoRestsGoesOnAtOnceWhenTheLimitIsTakenOff() throws Exception {
        // Given: four days of waiting
        throttle.set(new Limits(Map.of(Limit.MAX_SHARE, 1L)), List.of());
        FutureTask<Portion> worker =
                new FutureTask<>(() -> throttle.admit(1, 1, Duration.ofHours(1).toNanos(), 0));
        Thread thread = started(worker);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        // When
        throttle.set(Limits.NONE, List.of());

        // Then
        assertThat(worker.get()).isEqualTo(Portion.ALL);
        assertThat(throttle.time().isNone()).isTrue();
    }

    /** The clock goes on by a millisecond whenever somebody looks at it. */
    @Test
    void whatIsLeftOfARestIsTakenByWhoBeginsNext() throws Exception {
        // Given
        AtomicLong clock = new AtomicLong();
        Throttle shared = new Throttle(2, () -> clock.addAndGet(1_000_000));
        shared.set(new Limits(Map.of(Limit.MAX_SHARE, 10L)), List.of());

        // When: one of them has rested for a part of it already
        shared.leave(1, 1, 5_000_000, 0);
        shared.leave(1, 1, 6_000_000, 40_000_000);
        WorkingTime before = shared.time();
        shared.begin();
        long after = clock.get();
        WorkingTime counted = shared.time();
        shared.begin();

        // Then: at the same time, and once
        assertThat(before.isNone()).isTrue();
        assertThat(after).isGreaterThanOrEqualTo(Duration.ofMillis(45).toNanos());
        assertThat(counted.worked()).isEqualTo(Duration.ofMillis(11));
        assertThat(counted.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(99));
        assertThat(shared.time()).isEqualTo(counted);
    }

    /** Between two passes of a continuous verification, or while the program does something else. */
    @Test
    void timeThatPassesBetweenIsRest() throws Exception {
        // Given
        AtomicLong clock = new AtomicLong();
        Throttle shared = new Throttle(2, clock::get);
        shared.set(new Limits(Map.of(Limit.MAX_SHARE, 1L)), List.of());
        shared.leave(1, 1, Duration.ofSeconds(1).toNanos(), 0);

        // When
        clock.addAndGet(Duration.ofSeconds(99).toNanos());
        shared.begin();

        // Then: a clock that stands still would let nobody go on
        assertThat(shared.time()).isEqualTo(new WorkingTime(Duration.ofSeconds(1), Duration.ofSeconds(99)));
    }

    @Test
    void whatIsLeftIsForgottenWhenTheLimitIsTakenOff() throws Exception {
        // Given: an hour of work, and four days of waiting
        throttle.set(new Limits(Map.of(Limit.MAX_SHARE, 1L)), List.of());
        throttle.leave(1, 1, Duration.ofHours(1).toNanos(), 0);

        // When
        throttle.set(Limits.NONE, List.of());
        throttle.set(new Limits(Map.of(Limit.MAX_SHARE, 1L)), List.of());
        throttle.begin();

        // Then
        assertThat(throttle.time().isNone()).isTrue();
    }

    @Test
    void whoBeginsGoesOnAtOnceWhenTheLimitIsTakenOff() throws Exception {
        // Given: four days of waiting
        throttle.set(new Limits(Map.of(Limit.MAX_SHARE, 1L)), List.of());
        throttle.leave(1, 1, Duration.ofHours(1).toNanos(), 0);
        FutureTask<Boolean> next = new FutureTask<>(() -> {
            throttle.begin();
            return true;
        });
        Thread thread = started(next);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        // When
        throttle.set(Limits.NONE, List.of());

        // Then
        assertThat(next.get()).isTrue();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        // Given
        throttle.set(Limits.NONE, List.of(new Hold.Paused()));
        Thread thread = started(new FutureTask<>(() -> throttle.admit(1, 1)));
        await().until(() -> thread.getState() == Thread.State.WAITING);

        // When
        thread.interrupt();

        // Then
        thread.join();
    }

    @Test
    void aSlowPaceIsServedInSmallPortions() throws Exception {
        // Given
        throttle.set(new Limits(Map.of(Limit.ROWS_PER_SECOND, 1_000L, Limit.BYTES_PER_SECOND, 10L)), List.of());

        // Then: each of two workers asks twenty times per second
        assertThat(throttle.admit(0, 0)).isEqualTo(new Portion(25, 1));
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
