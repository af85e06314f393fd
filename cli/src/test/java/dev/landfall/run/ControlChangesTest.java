package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlChangesTest {
    private static final List<ControlSetting> COPY = ControlSetting.ofCopy(4);
    private static final List<ControlSetting> STREAM = ControlSetting.ofStream();

    @Test
    void severalChangesAreOne() {
        assertThat(ControlChanges.of(List.of("pause", "workers=2", "rows-per-second=20000", "replica-lag=off"), COPY)
                        .values())
                .containsExactly(
                        entry("paused", "true"),
                        entry("workers", "2"),
                        entry("rows-per-second", "20000"),
                        entry("replica-lag", "off"));
    }

    @Test
    void resumeAndAllWorkersTakeChangesBack() {
        assertThat(ControlChanges.of(List.of("resume", "workers=off"), COPY).values())
                .containsExactly(entry("paused", null), entry("workers", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers=5 | workers: must be a whole number from 1 to 4, which the snapshot was started with, or off, but is \"5\".",
                "workers=0 | workers: must be a whole number from 1 to 4, which the snapshot was started with, or off, but is \"0\".",
                "replica-lag=10 | replica-lag: must be a duration such as 500ms, 30s or 5m, or off, but is \"10\".",
                "thread-running=4 | thread-running: is nothing that can be changed. Did you mean threads-running?",
                "paws | paws: is nothing that can be changed. Did you mean pause?",
                "paused=true | paused: is nothing that can be changed. Did you mean pause?",
                "wal-per-second | wal-per-second: needs a value, as in wal-per-second=off.",
            })
    void badInputIsRefused(String word, String message) {
        assertThatThrownBy(() -> ControlChanges.of(List.of(word), COPY))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.USAGE))
                .hasMessage(message);
    }

    @Test
    void allProblemsComeAtOnce() {
        assertThatThrownBy(() -> ControlChanges.of(List.of("pause", "resume", "workers=x"), COPY))
                .hasMessageContaining(
                        "2 problems:\n  - resume: says something else than a word before it.\n  - workers:");
    }

    @Test
    void aStreamHasSettingsOfItsOwn() {
        assertThat(ControlChanges.of(List.of("resume", "batch=500", "stop-at=0-1-4711,1-2-3"), STREAM)
                        .values())
                .containsExactly(entry("paused", null), entry("batch", "500"), entry("stop-at", "0-1-4711,1-2-3"));
        assertThat(ControlChanges.of(List.of("batch=off", "stop-at=off"), STREAM)
                        .values())
                .containsExactly(entry("batch", null), entry("stop-at", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch=0 | batch: must be a whole number of changes from 1 on, or off, but is \"0\".",
                "batch=9999999999 | batch: must be a whole number of changes from 1 on, or off, but is \"9999999999\".",
                "stop-at= | stop-at: must be a GTID such as 0-1-4711, or off, but is \"\".",
                "stop-at=4711 | stop-at: must be a GTID such as 0-1-4711, or off, but is \"4711\".",
                "stop-at | stop-at: needs a value, as in stop-at=off.",
                "bach=5 | bach: is nothing that can be changed. Did you mean batch?",
            })
    void badInputForAStreamIsRefused(String word, String message) {
        assertThatThrownBy(() -> ControlChanges.of(List.of(word), STREAM))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.USAGE))
                .hasMessage(message);
    }
}
