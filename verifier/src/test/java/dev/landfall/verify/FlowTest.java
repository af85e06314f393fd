package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final AtomicLong admittedRows = new AtomicLong();
    private final AtomicLong admittedBytes = new AtomicLong();
    private final AtomicLong targetRows = new AtomicLong();

    private class Counting implements Pace {
        @Override
        public boolean free() {
            return false;
        }

        @Override
        public long mostRows() {
            return 1_000;
        }

        @Override
        public void begin() {}

        @Override
        public void admit(long rows, long bytes, Work work) throws InterruptedException {
            admittedRows.addAndGet(rows);
            admittedBytes.addAndGet(bytes);
        }

        @Override
        public void leave(long rows, long bytes, Work work) {}
    }

    private static void source(Flow flow, int rows) {
        for (int i = 0; i < rows; i++) {
            flow.sourceRow(10);
        }
    }

    private void target(Flow flow, int rows) {
        for (int i = 0; i < rows; i++) {
            flow.targetRow(10);
            targetRows.incrementAndGet();
        }
    }

    @Test
    void theTargetIsReadNoFurtherThanTheSourceUntilThatHasEnded() throws Exception {
        Paced paced = new Paced(new Counting());
        Flow flow = new Flow(paced, true);
        Thread target = new Thread(() -> target(flow, 10_500), "target");
        target.start();
        await().until(() -> targetRows.get() == 1_999 && target.getState() == Thread.State.TIMED_WAITING);

        source(flow, 5_200);
        await().until(() -> targetRows.get() == 6_999 && target.getState() == Thread.State.TIMED_WAITING);
        flow.sourceEnded();
        target.join();
        flow.ended();
        paced.pass();

        assertThat(targetRows).hasValue(10_500);
        assertThat(admittedRows).hasValue(5_200);
        assertThat(admittedBytes).hasValue(157_000);
    }

    @Test
    void withoutALimitNobodyWaits() {
        Flow flow = new Flow(new Paced(Pace.FREE), true);

        target(flow, 10_000);
        source(flow, 20_000);

        assertThat(targetRows).hasValue(10_000);
        assertThat(admittedRows).hasValue(0);
    }

    @Test
    void whoIsInterruptedWhileItIsHeldSaysSo() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Flow flow = new Flow(
                new Paced(new Counting() {
                    @Override
                    public void admit(long rows, long bytes, Work work) throws InterruptedException {
                        never.await();
                    }
                }),
                false);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> source(flow, 1_000))
                .matches(stopped -> stopped.code() == FailureCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }
}
