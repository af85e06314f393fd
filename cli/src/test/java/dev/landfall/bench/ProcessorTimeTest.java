package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void timeOfAProcessAndOfItsEndedChildrenIsAddedUpWhateverItIsCalled() {
        assertThat(ProcessorTime.ticks("4711 (a) (b 1 2) S 1 4711 4711 0 -1 4194560 1 2 3 4 1000 200 30 4 20 0 1 0"))
                .isEqualTo(1_234);
    }
}
