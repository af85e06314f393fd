package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {
    private final List<Long> worked = new ArrayList<>();
    private long nanos = 1_000;
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
                public void admit(long rows, long bytes, long workedNanos) {
                    worked.add(workedNanos);
                    // It waits three times as long.
                    nanos += 3 * workedNanos;
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
    void toWaitForTheNextPieceIsNoWork() throws Exception {
        paced.pass();
        nanos += 5;
        paced.done();
        nanos += 1_000;
        paced.pass();

        assertThat(worked).containsExactly(0L, 5L);
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

    /** However long a slice is: the source's reading asks within it. */
    @Test
    void aLongReadingIsInterruptedByItsWaits() {
        Flow flow = new Flow(paced);
        for (int i = 0; i < 3_500; i++) {
            nanos += 2;
            flow.sourceRow(10);
        }

        // The first thousand rows are read before the first question, as the worker asks when it begins.
        assertThat(worked).containsExactly(0L, 2_000L, 2_000L);
    }
}
