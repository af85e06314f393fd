package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InstructionsTest {
    private static final Limits CONFIGURED = new Limits(Map.of(Limit.THREADS_RUNNING, 40L, Limit.REPLICA_LAG, 30_000L));

    private long nanos;
    private final Readings readings = new Readings(() -> nanos);

    @Test
    void whatCtlSaysIsStrongerThanTheConfiguration() {
        // When
        Instructions instructions = Instructions.of(List.of(
                new SettingRow("threads-running", "40", "50"),
                new SettingRow("replica-lag", "30s", "off"),
                new SettingRow("wal-per-second", null, "20MB"),
                new SettingRow("history-length", null, null),
                new SettingRow("workers", "4", "2")));

        // Then
        assertThat(instructions.inForce(CONFIGURED))
                .isEqualTo(new Limits(Map.of(Limit.THREADS_RUNNING, 50L, Limit.WAL_PER_SECOND, 20_000_000L)));
        assertThat(instructions.workers()).isEqualTo(OptionalInt.of(2));
        assertThat(instructions.paused()).isFalse();
    }

    @Test
    void whatIsExceededHoldsWithItsFigures() {
        // When
        readings.take(Map.of(
                Limit.THREADS_RUNNING, new Reading.Measured(45), Limit.REPLICA_LAG, new Reading.Measured(30_000)));

        // Then
        assertThat(holds(Instructions.NONE)).containsExactly("threads running 45, limit 40");
    }

    @Test
    void whatCannotBeReadHoldsWithTheReason() {
        // When
        readings.take(Map.of(
                Limit.THREADS_RUNNING,
                new Reading.Measured(1),
                Limit.REPLICA_LAG,
                new Reading.Unreadable("db2:3306 is no replica")));

        // Then
        assertThat(holds(Instructions.NONE)).containsExactly("replica lag cannot be read (db2:3306 is no replica)");
    }

    @Test
    void whatHasNotBeenReadHolds() {
        assertThat(holds(Instructions.of(List.of(new SettingRow("paused", null, "true")))))
                .containsExactly(
                        "paused by migrate ctl",
                        "threads running cannot be read (no answer yet)",
                        "replica lag cannot be read (no answer yet)");
    }

    @Test
    void anOldAnswerIsNone() {
        // Given
        readings.take(
                Map.of(Limit.THREADS_RUNNING, new Reading.Measured(1), Limit.REPLICA_LAG, new Reading.Measured(1)));

        // When
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(holds(Instructions.NONE)).isEmpty();
        nanos += Duration.ofMillis(2_500).toNanos();

        // Then
        assertThat(holds(Instructions.NONE))
                .containsExactly(
                        "threads running cannot be read (no answer for 7s)",
                        "replica lag cannot be read (no answer for 7s)");
    }

    private List<String> holds(Instructions instructions) {
        return instructions.holds(instructions.inForce(CONFIGURED), readings).stream()
                .map(Hold::text)
                .toList();
    }
}
