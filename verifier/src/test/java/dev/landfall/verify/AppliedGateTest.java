package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedGateTest {
    /** Answers one position after the other, and the last one for ever. */
    private static final class Scripted implements ApplierProgress {
        private final Deque<String> positions;
        private final boolean streaming;
        private int questions;

        Scripted(boolean streaming, String... positions) {
            this.streaming = streaming;
            this.positions = new ArrayDeque<>(List.of(positions));
        }

        @Override
        public boolean streaming() {
            return streaming;
        }

        @Override
        public GtidSet applied() throws SQLException {
            questions++;
            String position = positions.size() > 1 ? positions.remove() : positions.element();
            if (position.equals("broken")) {
                throw new SQLException("gone");
            }
            return GtidSet.parse(position);
        }
    }

    private static AppliedGate gate(ApplierProgress applier, Duration patience) {
        return new AppliedGate(
                applier, patience, e -> new MigrationException(FailureCode.TARGET_FAILED, "explained", "", e));
    }

    @Test
    void opensAsSoonAsThePositionIsApplied() throws Exception {
        Scripted applier = new Scripted(true, "0-1-5", "0-1-7", "0-1-9", "0-1-12");
        gate(applier, Duration.ofMinutes(1)).await(GtidSet.parse("0-1-8"));
        assertThat(applier.questions).isEqualTo(3);
    }

    @Test
    void doesNotAskForWhatIsKnown() throws Exception {
        Scripted applier = new Scripted(true, "0-1-9,1-1-3");
        AppliedGate gate = gate(applier, Duration.ofMinutes(1));
        gate.await(GtidSet.parse("0-1-9"));
        gate.await(GtidSet.parse("1-1-2,0-1-4"));
        gate.await(GtidSet.EMPTY);
        assertThat(applier.questions).isEqualTo(1);
    }

    @Test
    void givesUpAfterItsPatienceAndAtOnceFromThenOn() throws Exception {
        Scripted applier = new Scripted(false, "0-1-5");
        AppliedGate gate = gate(applier, Duration.ofMillis(50));
        assertThatThrownBy(() -> gate.await(GtidSet.parse("0-1-6")))
                .isInstanceOf(TargetLagsException.class)
                .hasMessage("the target did not reach 0-1-6 within 0.05 s: it is at 0-1-5, and no stream is running");
        int questions = applier.questions;
        assertThatThrownBy(() -> gate.await(GtidSet.parse("0-1-7"))).isInstanceOf(TargetLagsException.class);
        assertThat(applier.questions).isEqualTo(questions);
        gate.await(GtidSet.parse("0-1-5"));
    }

    @Test
    void explainsWhyItCannotAsk() {
        AppliedGate gate = gate(new Scripted(true, "broken"), Duration.ofMinutes(1));
        assertThatThrownBy(() -> gate.await(GtidSet.parse("0-1-6")))
                .isInstanceOf(MigrationException.class)
                .hasMessage("explained");
    }
}
