package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkCutterTest {
    @Test
    void aChunkTakesTenSecondsAtTheMost() {
        assertThat(ChunkCutter.most(100_000, null)).isEqualTo(100_000);
        assertThat(ChunkCutter.most(100_000, 50.0)).isEqualTo(100_000);
        assertThat(ChunkCutter.most(100_000, 2.0)).isEqualTo(20_000);
    }

    @Test
    void afterAPauseChunksAreSmallerWithinReason() {
        assertThat(ChunkCutter.most(100_000, 1e-9)).isEqualTo(6_251);
        assertThat(ChunkCutter.most(1, 1e-9)).isEqualTo(1);
    }
}
