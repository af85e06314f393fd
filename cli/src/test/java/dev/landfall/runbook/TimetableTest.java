package dev.landfall.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cutover.CutoverReceipt.Step;
import dev.landfall.cutover.CutoverTimes.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant EARLIER = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = Instant.parse("2026-01-03T03:04:05Z");

    @Test
    void withoutRunsNothingIsKnown() {
        Timetable times = new Timetable(List.of(), null);

        assertThat(times.refused()).isEmpty();
        assertThat(times.total()).isEmpty();
        assertThat(times.took(TimedStep.DRAIN)).isEmpty();
    }

    @Test
    void aRehearsalDoesNotTimeTheFenceWhichIsCountedWithTheLeastThatItTakes() {
        Timetable times = new Timetable(List.of(rehearsal(LATER, 100, 2_000)), null);

        assertThat(times.refused()).contains(Duration.ofMillis(2_400));
        assertThat(times.total()).contains(Duration.ofMillis(2_450));
        assertThat(times.took(TimedStep.FENCE)).isEmpty();
    }

    @Test
    void theLatestTimeOfEachStepCounts() {
        Kept cutover = new Kept(
                true,
                EARLIER,
                Duration.ofSeconds(9),
                1,
                List.of(step("fence", 500), step("drain", 7_000), step("verify", 8_000), step("hand over", 40)));

        Timetable times = new Timetable(List.of(rehearsal(LATER, 100, 2_000), cutover), null);

        assertThat(times.took(TimedStep.DRAIN)).contains(new Timetable.Measured(Duration.ofMillis(100), LATER, true));
        assertThat(times.took(TimedStep.FENCE))
                .contains(new Timetable.Measured(Duration.ofMillis(500), EARLIER, false));
        assertThat(times.refused()).contains(Duration.ofMillis(100 + 2_000 + 500 + 40));
        assertThat(new Timetable(List.of(cutover), null).latestRehearsal()).isEmpty();
        assertThat(times.latestRehearsal().orElseThrow().endedAt()).isEqualTo(LATER);
        assertThat(times.latestCutover()).contains(cutover);
    }

    private static Kept rehearsal(Instant at, long drain, long verify) {
        return new Kept(
                false,
                at,
                Duration.ofMillis(drain + verify),
                1,
                List.of(step("check", 50), step("drain", drain), step("verify", verify)));
    }

    private static Step step(String name, long millis) {
        return new Step(name, Duration.ofMillis(millis));
    }
}
