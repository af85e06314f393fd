package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {
    private final List<Long> worked = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private final List<Long> idle = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private long nanos = 1_000;
    private long held;
    private boolean free;

    private final Paced paced = new Paced(
            new Pace() {
                @Override
                public boolean free() {
                    return free;
                }

                @Override
                public long mostRows() {
                    return 1_000;
                }

                @Override
                public void begin() {}

                @Override
                public void admit(long moreRows, long bytes, Work work) {
                    rows.add(moreRows);
                    worked.add(work.nanos());
                    idle.add(work.idleNanos());
                    // It waits three times as long.
                    nanos += held + 3 * work.nanos();
                }

                @Override
                public void leave(long moreRows, long bytes, Work work) {
                    left.add(moreRows + " rows, " + work);
                }
            },
            () -> nanos);

    @Test
    void workIsWhatLiesBetweenTwoQuestionsAndNotTheWait() throws Exception {
        paced.pass();
        nanos += 5;
        paced.pass();
        nanos += 7;
        paced.pass();

        assertThat(worked).containsExactly(0L, 5L, 7L);
        assertThat(nanos).isEqualTo(1_000 + 5 + 15 + 7 + 21);
    }

    @Test
    void toWaitForTheNextPieceIsNoWorkButRest() throws Exception {
        paced.pass();
        nanos += 5;
        paced.done();
        nanos += 1_000;
        paced.pass();
        nanos += 7;
        paced.pass();

        assertThat(worked).containsExactly(0L, 5L, 7L);
        assertThat(idle).containsExactly(0L, 1_000L, 0L);
    }

    @Test
    void whatIsNotPaidForIsLeftToWhoComesNext() throws Exception {
        paced.pass();
        nanos += 5;
        paced.read(300, 0);
        paced.done();
        nanos += 20;
        paced.leave();

        assertThat(left).containsExactly("300 rows, Work[nanos=5, idleNanos=20]");
    }

    /** As whoever fails, or is stopped. */
    @Test
    void whoLeavesInTheMidstOfItsWorkLeavesThatToo() throws Exception {
        paced.pass();
        nanos += 5;
        paced.leave();

        assertThat(left).containsExactly("0 rows, Work[nanos=5, idleNanos=0]");
    }

    @Test
    void whoWorkedWithoutALimitLeavesNothing() throws Exception {
        free = true;
        paced.pass();
        nanos += 5;
        paced.leave();

        assertThat(left).isEmpty();
    }

    @Test
    void whatWasDoneWithoutALimitIsNotOwedWhenOneComes() throws Exception {
        free = true;
        paced.pass();
        nanos += 5;
        paced.pass();
        nanos += 7;
        free = false;
        paced.pass();

        assertThat(worked).containsExactly(7L);
    }

    /** Nobody knows how long it is. */
    @Test
    void theReadingOfAWholeTableIsInterruptedByItsRests() throws Exception {
        paced.pass();
        read(new Flow(paced, true), 3_500);
        paced.pass();

        assertThat(worked).containsExactly(0L, 2_000L, 2_000L, 2_000L, 1_000L);
        assertThat(rows).containsExactly(0L, 1_000L, 1_000L, 1_000L, 500L);
    }

    /** The servers would go on meanwhile, for as long as there are buffers, and hold the locks of the reading. */
    @Test
    void theReadingOfARangeIsRestedFromWhenItHasEnded() throws Exception {
        paced.pass();
        read(new Flow(paced, false), 3_500);
        nanos += 30;
        paced.done();
        paced.pass();

        assertThat(worked).containsExactly(0L, 0L, 0L, 0L, 7_030L);
        assertThat(rows).containsExactly(0L, 1_000L, 1_000L, 1_000L, 500L);
    }

    @Test
    void whatARangeWaitsForAnotherLimitIsNoWork() throws Exception {
        held = 400;
        paced.pass();
        read(new Flow(paced, false), 3_500);
        paced.pass();

        assertThat(worked).containsExactly(0L, 0L, 0L, 0L, 7_000L);
    }

    /** One row in two nanoseconds. */
    private void read(Flow flow, int count) {
        for (int i = 0; i < count; i++) {
            nanos += 2;
            flow.sourceRow(10);
        }
        flow.ended();
    }
}
