package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's migration, command by command in its order, as a reader would type it. */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("## A real migration.*?```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONFIGURATION =
            Pattern.compile("cat > landfall.yaml <<YAML\n(.*?)YAML\n", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./migrate (.+?)(?: +#.*)?$");
    private static final Pattern URL = Pattern.compile("(mariadb|postgresql)://landfall@[a-z0-9.]+/shop");

    @TempDir
    private Path folder;

    @Test
    void theCommandsOfTheReadmeMoveADatabase() throws Exception {
        String block = found(BLOCK, Files.readString(root().resolve("README.md")));
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
                        "INSERT INTO item (name) SELECT CONCAT('item ', seq) FROM seq_1_to_100")) {
            writeConfiguration(voyage, found(CONFIGURATION, block));
            List<String> commands = COMMAND.matcher(block)
                    .results()
                    .map(command -> command.group(1))
                    .toList();
            assertThat(commands).hasSizeGreaterThan(5).anyMatch(command -> command.startsWith("stream "));
            run(voyage, commands);

            assertThat(voyage.target()
                            .value("SELECT count(*) FROM " + voyage.source().name() + ".item"))
                    .isEqualTo("100");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("1");
            voyage.source().execute("SET GLOBAL read_only = OFF");
        }
    }

    private void run(Voyage voyage, List<String> commands) throws Exception {
        ProcessUnderTest stream = null;
        try {
            for (String command : commands) {
                String[] words = command.split(" +");
                if (words[0].equals("stream")) {
                    stream = ProcessUnderTest.cli(folder, voyage.environment(), words);
                } else {
                    try (ProcessUnderTest process = ProcessUnderTest.cli(folder, voyage.environment(), words)) {
                        int exitCode = process.waitForExit(Duration.ofSeconds(60));
                        // Before the first verification, status says that it is not safe to cut over yet.
                        assertThat(exitCode)
                                .as("%s: %s%s", command, process.stdout(), process.stderr())
                                .isEqualTo(words[0].equals("status") ? 1 : 0);
                    }
                }
            }
            assertThat(stream).isNotNull();
            assertThat(stream.waitForExit(Duration.ofSeconds(60)))
                    .as(stream.stderr())
                    .isZero();
        } finally {
            if (stream != null) {
                stream.close();
            }
        }
    }

    private void writeConfiguration(Voyage voyage, String text) throws IOException {
        String own = URL.matcher(text)
                .replaceAll(url -> Matcher.quoteReplacement(
                        url.group(1).equals("mariadb")
                                ? voyage.source().url()
                                : voyage.target().url()));
        assertThat(own).isNotEqualTo(text);
        Files.writeString(folder.resolve("landfall.yaml"), own);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in the README", pattern).isTrue();
        return matcher.group(1);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
