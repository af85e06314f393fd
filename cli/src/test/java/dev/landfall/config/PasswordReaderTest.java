package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.setting.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordReaderTest {
    private final ConfigProblems problems = new ConfigProblems();
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pass word", "pass word\n", "pass word\r\n"})
    void oneLineBreakAtTheEndDoesNotCount(String content) throws IOException {
        assertThat(read(Map.of(), file(content, "rw-------")).value()).isEqualTo("pass word");
        assertThat(warnings).isEmpty();
    }

    @Test
    void blanksAndFurtherLineBreaksBelongToThePassword() throws IOException {
        assertThat(read(Map.of(), file(" x \n\n", "rw-------")).value()).isEqualTo(" x \n");
    }

    @Test
    void theEnvironmentComesFirst() throws IOException {
        assertThat(read(Map.of("MIGRATE_SOURCE_PASSWORD", "env"), file("file", "rw-------"))
                        .value())
                .isEqualTo("env");
    }

    @Test
    void withoutEitherThereIsNone() {
        assertThat(read(Map.of("MIGRATE_TARGET_PASSWORD", "other"), null)).isEqualTo(Secret.NONE);
    }

    @Test
    void aFileThatEverybodyCanReadWorksWithAWarning() throws IOException {
        // Given
        Given file = file("x", "rw-r--r--");

        // When
        Secret secret = read(Map.of(), file);

        // Then
        assertThat(secret.value()).isEqualTo("x");
        Path path = folder.resolve("password");
        assertThat(warnings)
                .containsExactly("sourcePasswordFile: everybody on this machine can read " + path
                        + "; take that right away: chmod o= " + path);
    }

    @Test
    void aMissingFileIsAProblem() {
        // When
        read(Map.of(), new Given("missing", "sourcePasswordFile", folder));

        // Then
        assertThat(problems.toException())
                .hasMessage("sourcePasswordFile: there is no readable text file " + folder.resolve("missing") + ".");
    }

    @Test
    void anEmptyFileIsAProblem() throws IOException {
        // When
        read(Map.of(), file("\n", "rw-------"));

        // Then
        assertThat(problems.toException()).hasMessageEndingWith("password is empty.");
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        // Given
        Files.write(folder.resolve("binary"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        // When
        read(Map.of(), new Given("binary", "sourcePasswordFile", folder));

        // Then
        assertThat(problems.isEmpty()).isFalse();
    }

    private Given file(String content, String permissions) throws IOException {
        Path path = Files.writeString(folder.resolve("password"), content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return new Given("password", "sourcePasswordFile", folder);
    }

    private Secret read(Map<String, String> environment, Given file) {
        return new PasswordReader(environment, problems, warnings::add).read(UrlScheme.MARIADB, file);
    }
}
