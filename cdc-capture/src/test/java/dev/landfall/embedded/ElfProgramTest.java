package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfProgramTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramWithoutItsSectionsStillRuns() throws Exception {
        Path original = Path.of("/bin/true").toRealPath();
        Path copy = folder.resolve("copy");

        try (InputStream program = Files.newInputStream(original)) {
            ElfProgram.copyWithoutDebugInformation(program, copy);
        }

        assertThat(Files.size(copy)).isLessThan(Files.size(original));
        assertThat(new ProcessBuilder(copy.toString()).start().waitFor()).isZero();
    }

    @Test
    void somethingElseIsRefused() {
        InputStream script = new ByteArrayInputStream(new byte[100]);

        assertThatThrownBy(() -> ElfProgram.copyWithoutDebugInformation(script, folder.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessage("not a 64 bit Linux program");
    }

    @Test
    void aTruncatedProgramIsRefused() throws IOException {
        byte[] half;
        try (InputStream program = Files.newInputStream(Path.of("/bin/sh").toRealPath())) {
            half = program.readNBytes(20_000);
        }

        assertThatThrownBy(() ->
                        ElfProgram.copyWithoutDebugInformation(new ByteArrayInputStream(half), folder.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is cut short by");
    }
}
