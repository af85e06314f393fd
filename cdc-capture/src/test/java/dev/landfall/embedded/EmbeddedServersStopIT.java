package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outlives a JVM that is told to stop. */
class EmbeddedServersStopIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void ctrlCStopsRunningServers() throws Exception {
        try (ProcessUnderTest holder = startHolder()) {
            holder.awaitOutput("^ready", LIMIT);
            assertThat(Answers.processesOf(folder)).isNotEmpty();

            holder.interrupt();

            assertThat(holder.waitForExit(LIMIT)).isEqualTo(130);
            assertNothingLeft(holder);
            assertThat(holder.stderr()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb-*", "mariadb-*/data", "postgresql-*/share", "postgresql-*/data"})
    void sigtermStopsServersThatAreStarting(String sign) throws Exception {
        try (ProcessUnderTest holder = startHolder()) {
            await().atMost(LIMIT).until(() -> Answers.isThere(folder, sign));

            holder.terminate();

            assertThat(holder.waitForExit(LIMIT)).isEqualTo(143);
            assertNothingLeft(holder);
            assertThat(holder.stdout()).doesNotContain("ready");
        }
    }

    private ProcessUnderTest startHolder() throws IOException {
        return ProcessUnderTest.start(ServersHolder.class.getName(), folder, Map.of(), folder.toString());
    }

    private void assertNothingLeft(ProcessUnderTest holder) {
        assertThat(Answers.processesOf(folder)).isEmpty();
        assertThat(folder).as(holder.stderr()).isEmptyDirectory();
    }
}
