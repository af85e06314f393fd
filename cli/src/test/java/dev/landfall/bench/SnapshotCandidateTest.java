package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCandidateTest {
    @TempDir
    private Path folder;

    @Test
    void whatNoStepTookIsStartAndEnd() throws IOException {
        String out = """
                {"event":"phase","phase":"copy"}
                {"event":"result","steps":[{"step":"copy","tookMillis":700},{"step":"index","tookMillis":200}]}
                """;

        assertThat(SnapshotCandidate.parts(out, Duration.ofMillis(1_500)))
                .containsExactly(
                        new Part("copy", Duration.ofMillis(700)),
                        new Part("index", Duration.ofMillis(200)),
                        new Part("start and end", Duration.ofMillis(600)));
    }

    @Test
    void pgloaderIsTheFirstOneOnThePath() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path program =
                Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("pgloader"));

        assertThat(PgloaderCandidate.find(other + ":" + program.getParent())).isEmpty();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(PgloaderCandidate.find(other + "::" + program.getParent())).contains(program);
        assertThat(PgloaderCandidate.find("")).isEmpty();
    }
}
