package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkCutterTest {
    @Test
    void aChunkTakesTenSecondsAtTheMost() {
        assertThat(ChunkCutter.most(100_000, null)).isEqualTo(100_000);
        assertThat(ChunkCutter.most(100_000, 50.0)).isEqualTo(100_000);
        assertThat(ChunkCutter.most(100_000, 0.5)).isEqualTo(5_000);
    }

    @Test
    void aPausedChunkIsNoMeasureOfEveryOther() {
        assertThat(ChunkCutter.most(100_000, 1e-9)).isEqualTo(10);
        assertThat(ChunkCutter.most(5, 1e-9)).isEqualTo(5);
    }
}
