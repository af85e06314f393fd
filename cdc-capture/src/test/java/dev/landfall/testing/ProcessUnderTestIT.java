package dev.landfall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUnderTestIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void givesOutputAndExitCode() throws Exception {
        try (ProcessUnderTest program = start("exit", "7")) {
            assertThat(program.waitForExit(LIMIT)).isEqualTo(7);
            assertThat(program.stdout()).isEqualTo("working in " + folder.toRealPath() + "\nA=b\n");
            assertThat(program.stderr()).isEqualTo("complaint\n");
        }
    }

    @Test
    void awaitsOutputOnBothStreams() throws Exception {
        try (ProcessUnderTest program = start("stay")) {
            program.awaitOutput("^working in", LIMIT);
            program.awaitOutput("^complaint$", LIMIT);
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void awaitingOutputEndsWithTheProgram() throws Exception {
        try (ProcessUnderTest program = start("exit", "0")) {
            assertThatThrownBy(() -> program.awaitOutput("never", LIMIT))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no \"never\" before the program ended")
                    .hasMessageContaining("complaint");
        }
    }

    @Test
    void awaitingOutputEndsWithTheLimit() throws Exception {
        try (ProcessUnderTest program = start("stay")) {
            assertThatThrownBy(() -> program.awaitOutput("never", Duration.ofMillis(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("within PT0.01S");
        }
    }

    @Test
    void interruptingRunsShutdownHooks() throws Exception {
        try (ProcessUnderTest program = start("stay")) {
            program.awaitOutput("^staying$", LIMIT);

            program.interrupt();

            assertThat(program.waitForExit(LIMIT)).isEqualTo(130);
            assertThat(program.stdout()).endsWith("cleaned up\n");
        }
    }

    @Test
    void killingDoesNotRunShutdownHooks() throws Exception {
        try (ProcessUnderTest program = start("stay")) {
            program.awaitOutput("^staying$", LIMIT);

            program.kill9();

            assertThat(program.isAlive()).isFalse();
            assertThat(program.stdout()).doesNotContain("cleaned up");
        }
    }

    private ProcessUnderTest start(String... arguments) throws IOException {
        return ProcessUnderTest.start(SampleProgram.class.getName(), folder, Map.of("LANDFALL_A", "b"), arguments);
    }
}
