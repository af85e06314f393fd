package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        }
    }

    @Test
    void sigtermStopsRunningServers() throws Exception {
        try (ProcessUnderTest holder = startHolder()) {
            holder.awaitOutput("^ready", LIMIT);

            holder.terminate();

            assertThat(holder.waitForExit(LIMIT)).isEqualTo(143);
            assertNothingLeft(holder);
        }
    }

    @Test
    void sigtermStopsServersThatAreStarting() throws Exception {
        try (ProcessUnderTest holder = startHolder()) {
            holder.awaitOutput("^starting", LIMIT);

            holder.terminate();

            assertThat(holder.waitForExit(LIMIT)).isEqualTo(143);
            assertThat(holder.stdout()).doesNotContain("ready");
            assertThat(Answers.processesOf(folder)).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    private ProcessUnderTest startHolder() throws IOException {
        return ProcessUnderTest.start(ServersHolder.class.getName(), folder, Map.of(), folder.toString());
    }

    private void assertNothingLeft(ProcessUnderTest holder) {
        assertThat(holder.stderr()).isEmpty();
        assertThat(Answers.processesOf(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
