package dev.landfall.bench.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import org.junit.jupiter.api.Test;

class ReaderTaskTest {
    private final ReaderTask task = new ReaderTask(
            new SourceConfig("127.0.0.1", 3307, "bench", "root", new Secret("s3cret"), TlsSettings.DISABLED),
            new SourcePosition(GtidSet.parse("0-1-12"), "binlog.000002", 4_711),
            GtidSet.parse("0-1-99,1-1-7"),
            400);

    @Test
    void aTaskComesBackFromTheEnvironment() {
        assertThat(ReaderTask.of(task.environment()))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.value().equals(b.value()), Secret.class)
                .isEqualTo(task);
    }

    @Test
    void aTargetComesBackFromTheEnvironmentBesideTheTask() {
        SinkTarget target =
                new SinkTarget("jdbc:postgresql://127.0.0.1:5433/candidate", "postgres", new Secret("other"), "bench");

        assertThat(SinkTarget.of(target.environment(task)))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.value().equals(b.value()), Secret.class)
                .isEqualTo(target);
        assertThat(target.environment(task)).containsAllEntriesOf(task.environment());
    }
}
