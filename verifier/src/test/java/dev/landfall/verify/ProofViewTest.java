package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProofViewTest {
    private static ProofView view(long step, long batches, long provenStep, long provenBatches) {
        return new ProofView(
                "700",
                "digest",
                "0-1-9",
                step,
                batches,
                "1:1:",
                0,
                new ProofView.Proven("0-1-5", provenStep, provenBatches, Instant.EPOCH, null));
    }

    @Test
    void aProofHoldsWhileEveryStepOfThePositionWasWrittenDown() {
        assertThat(view(107, 7, 100, 0).holds("digest")).isTrue();
    }

    @Test
    void aStepThatWasNotWrittenDownEndsIt() {
        assertThat(view(108, 7, 100, 0).holds("digest")).isFalse();
    }

    @Test
    void anotherPlanEndsIt() {
        assertThat(view(107, 7, 100, 0).holds("another")).isFalse();
    }

    @Test
    void whereNothingIsProvenNothingHolds() {
        assertThat(new ProofView("700", "digest", "0-1-9", 0, 0, "1:1:", 0, null).holds("digest"))
                .isFalse();
    }
}
