package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.throttle.ProbeSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target that cannot be reached, or refuses: what an answer of a real one does is in the tests with real servers. */
class TargetPulseTest {
    private static final String SILENT = "08006";
    private static final String TOO_MANY = "53300";

    private final List<String> notes = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }
    };
    private String state = SILENT;
    private int asked;
    private int givenUp;
    private long now;

    @Test
    void aMinuteOfSilenceIsTheEndAndIsSaidOnce() {
        TargetPulse pulse = pulse();
        pulse.look();
        after(59, pulse);
        assertThat(givenUp).isZero();

        after(1, pulse);
        after(1, pulse);

        assertThat(givenUp).isEqualTo(1);
        assertThat(notes).singleElement().asString().contains("has not answered for 60 s");
        assertThat(asked).as("nothing is left to watch over").isEqualTo(3);
    }

    /** The whole process may have been stopped, or its host have slept. */
    @Test
    void aSingleQuestionThatTookLongIsNotTheEnd() {
        TargetPulse pulse = pulse();
        now += Duration.ofHours(1).toNanos();
        pulse.look();

        assertThat(givenUp).isZero();
    }

    @Test
    void whoeverRefusesIsThere() {
        state = TOO_MANY;
        TargetPulse pulse = pulse();
        for (int i = 0; i < 20; i++) {
            after(10, pulse);
        }

        assertThat(givenUp).isZero();
        assertThat(asked).isEqualTo(20);
    }

    @Test
    void anAnswerEndsTheSilence() {
        TargetPulse pulse = pulse();
        pulse.look();
        after(50, pulse);
        state = TOO_MANY;
        after(5, pulse);
        state = SILENT;
        after(10, pulse);
        after(59, pulse);
        assertThat(givenUp).isZero();

        after(1, pulse);
        assertThat(givenUp).isEqualTo(1);
    }

    private void after(int seconds, TargetPulse pulse) {
        now += Duration.ofSeconds(seconds).toNanos();
        pulse.look();
    }

    private TargetPulse pulse() {
        ProbeSession session = new ProbeSession(() -> {
            asked++;
            throw new MigrationException(
                    FailureCode.TARGET_UNREACHABLE, "no connection", "Wait.", new SQLException("said", state));
        });
        return new TargetPulse(session, () -> givenUp++, progress, () -> now);
    }
}
