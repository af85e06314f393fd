package dev.landfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation names must be there. */
class DocumentationTest {
    private static final Path ROOT = root();
    private static final Pattern CLASS_NAME =
            Pattern.compile("`([A-Z][a-z]+[A-Za-z0-9]*[A-Z][A-Za-z0-9]*|Planner|Verifier|Migration|Cutover)`");
    private static final Pattern FINDING =
            Pattern.compile("\"((?:TYPE|DATA|COLUMN|CHECK|INDEX|FK|TABLE|NAME|OBJECT|VIEW|RULE)-\\d{3})\"");
    private static final Pattern DOCUMENTED_FINDING = Pattern.compile("\\| `([A-Z]+-\\d{3})` \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void everyClassNamedInTheReadmeExists() throws IOException {
        Set<String> sources = sourceNames();

        List<String> named = matches(CLASS_NAME, Files.readString(ROOT.resolve("README.md")));

        assertThat(named).isNotEmpty().allMatch(sources::contains);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("sql/README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            for (String link : matches(LINK, Files.readString(page))) {
                assertThat(page.resolveSibling(link)).as("link in %s", page).exists();
            }
        }
    }

    @Test
    void everyErrorCodeIsDocumentedWithItsExitCodeAndMeaning() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/errors.md"));

        for (FailureCode code : FailureCode.values()) {
            assertThat(page)
                    .contains("| `" + code.code() + "` | " + code.kind().exitCode() + " | " + code.summary() + " |");
        }
    }

    @Test
    void everyFindingIsDocumented() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/findings.md"));
        List<String> codes = new ArrayList<>();
        for (String folder :
                List.of("transformer/src/main/java/dev/landfall/plan", "cli/src/main/java/dev/landfall/run")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    codes.addAll(matches(FINDING, Files.readString(file)));
                }
            }
        }

        assertThat(codes).hasSizeGreaterThan(40).allMatch(code -> page.contains("| `" + code + "` |"));
        assertThat(matches(DOCUMENTED_FINDING, page)).isSubsetOf(codes);
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> sourceNames() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("cdc-capture", "transformer", "verifier", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".java"))
                        .forEach(file -> names.add(file.substring(0, file.length() - ".java".length())));
            }
        }
        return names;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("migrate"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "not within the project");
        }
        return folder;
    }
}
