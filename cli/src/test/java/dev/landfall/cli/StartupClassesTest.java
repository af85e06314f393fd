package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class StartupClassesTest {
    private static final Path LIST = Path.of("src", "assembly", "startup.classes");
    private static final String LAMBDA = "@lambda-proxy ";
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/(.+)\\.class");

    /** With one of them in the archive Java 17 crashes as soon as a flight recording is made or an agent looks at classes. */
    @Test
    void namesNoClassThatHasVersionsForNewerJavas() throws IOException {
        Set<String> versioned = new HashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                versioned.addAll(versioned(Path.of(entry)));
            }
        }
        assertThat(versioned).contains("org/postgresql/util/LazyCleanerImpl");
        List<String> listed = Files.readAllLines(LIST).stream()
                .map(line -> line.startsWith(LAMBDA) ? line.split(" ")[1] : line)
                .toList();
        assertThat(listed).isNotEmpty().doesNotContainAnyElementsOf(versioned);
    }

    private static List<String> versioned(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> VERSIONED.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .forEach(name -> names.add(name.group(1)));
        }
        return names;
    }
}
