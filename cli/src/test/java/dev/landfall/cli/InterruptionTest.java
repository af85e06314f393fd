package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionTest {
    @ParameterizedTest
    @CsvSource({
        "INT,  interrupt, 3, interrupted",
        "TERM, interrupt, 3, interrupted",
        "HUP,  interrupt, 3, interrupted",
        "INT,  stop,      0, stopped",
        "TERM, stop,      0, stopped",
        "INT,  stuck,     7, ''",
    })
    void aSignalEndsTheCommandItsOwnWay(String signal, String behaviour, int exitCode, String lastWord)
            throws Exception {
        // Given
        Process process = start(behaviour);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = out.readLine();

        // When
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();

        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ready).isEqualTo("ready");
        assertThat(process.exitValue()).isEqualTo(exitCode);
        assertThat(out.lines().reduce("", String::concat)).isEqualTo(lastWord + "hook");
    }

    private static String classes(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static Process start(String behaviour) throws IOException {
        return new ProcessBuilder(
                        // A background job ignores SIGINT, one under nohup SIGHUP, and so would all their children.
                        "env",
                        "--default-signal=INT,TERM,HUP",
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classes(InterruptedProgram.class) + File.pathSeparator + classes(Interruption.class),
                        InterruptedProgram.class.getName(),
                        behaviour)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
