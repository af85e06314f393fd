package dev.landfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.journey.Kill;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failures;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/failures.md is made of what the tests say about themselves. */
class FailuresPageTest {
    private static final Path PAGE = Path.of("../docs/failures.md");
    private static final Path MADE = Path.of("target/failures.md");
    /** In the order of the data's way. */
    private static final List<String> MODULES = List.of("cdc-capture", "transformer", "verifier", "cli");

    private record Line(Failure failure, String module, JavaMethod test) {}

    @Test
    void thePageShowsTheTests() throws IOException {
        String page = page(lines());
        Files.writeString(MADE, page);

        assertThat(PAGE).as("copy cli/" + MADE + " to docs").hasContent(page);
    }

    /** Only tests count: an annotation on anything else would be a line that nothing proves. */
    @Test
    void everyLineIsOfATest() {
        assertThat(lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.test().getAnnotations())
                        .as(line.test().getFullName())
                        .anyMatch(annotation ->
                                annotation.getRawType().getPackageName().startsWith("org.junit.jupiter")));
    }

    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (String module : MODULES) {
            Path classes = Path.of("..", module).resolve(testClasses());
            assertThat(classes).as("all modules have to be built").exists();
            new ClassFileImporter()
                    .importPath(classes).stream()
                            .flatMap(type -> type.getMethods().stream())
                            .sorted(Comparator.comparing(
                                            (JavaMethod test) -> test.getOwner().getName())
                                    .thenComparing(
                                            test -> test.getSourceCodeLocation().getLineNumber()))
                            .flatMap(test -> failures(test).map(failure -> new Line(failure, module, test)))
                            .forEach(lines::add);
        }
        return lines;
    }

    /** Where this build of this module has them; the others have theirs in the same place. */
    private static Path testClasses() {
        try {
            Path own = Path.of(FailuresPageTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Path.of("").toAbsolutePath().relativize(own);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Failure> failures(JavaMethod test) {
        return Stream.concat(
                test.tryGetAnnotationOfType(Failure.class).stream(),
                test.tryGetAnnotationOfType(Failures.class).stream()
                        .flatMap(several -> Arrays.stream(several.value())));
    }

    private static String page(List<Line> lines) {
        StringBuilder page = new StringBuilder("""
                # Failures

                What can go wrong around a stream or a cutover, what it comes to, and the test that shows it: this page is made of what the
                tests say about themselves (`@Failure`; `FailuresPageTest` writes `cli/target/failures.md`, to be copied here).
                All of them run against real servers. [errors.md](errors.md) has the codes.

                Whatever ends a stream, nothing is lost and nothing is there twice: the position is written in the same
                PostgreSQL transaction as the rows, and no reader of the target ever sees a part of a source transaction. After
                exit code 3 the same command goes on; after exit code 2 it gives the same answer until something is changed.

                Not told apart: two servers with the same `server_id` that both write to one GTID domain, where the one has in its binary
                log the same transactions at the same places as the other, or they are nodes of a Galera cluster. Their transactions
                have the same names, so a position of the one is valid on the other.
                """);
        for (Failure.Where where : Failure.Where.values()) {
            page.append("\n## ").append(where.title());
            page.append("\n\n| what happens | what the command does | what results | test |\n|---|---|---|---|\n");
            lines.stream()
                    .filter(line -> line.failure().where() == where)
                    .map(FailuresPageTest::row)
                    .forEach(page::append);
        }
        return page + kills();
    }

    private static String kills() {
        StringBuilder table = new StringBuilder("""

                ## A cutover or a rollback that is killed

                The process is killed with SIGKILL at each moment of the table, one after another: what is there then, what `migrate
                status` says (among other things), and what the next command does. The lines are the cases (`Kill`) of
                [CutoverIT](../cli/src/test/java/dev/landfall/journey/CutoverIT.java) aCutoverThatEndsAtEveryFailpointIsPutRightByTheNext
                and [RollbackIT](../cli/src/test/java/dev/landfall/journey/RollbackIT.java) thereAndBackAndThereAgainWithKillsOnTheWay.

                | killed when | phase | writes | `migrate status` says | next | which says | what results |
                |---|---|---|---|---|---|---|
                """);
        for (Kill kill : Kill.values()) {
            Kill.Left left = kill.left();
            table.append("| ").append(kill.command()).append(": ").append(kill.when());
            table.append(" | `")
                    .append(left.phase().text())
                    .append("` | ")
                    .append(left.writes().text());
            table.append(" | ")
                    .append(left.status())
                    .append(" | `")
                    .append(left.next())
                    .append("`, exit code ");
            table.append(left.exitCode()).append(" | ").append(left.says()).append(" | ");
            table.append(left.result()).append(" |\n");
        }
        return table.toString();
    }

    /** Nothing that is worth a crash is left out. */
    @Test
    void everyFailpointOfACutoverAndARollbackIsALine() {
        assertThat(Arrays.stream(Kill.values()).map(Kill::name))
                .containsExactlyElementsOf(Arrays.stream(Failpoint.values())
                        .map(Failpoint::name)
                        .filter(name -> name.startsWith("CUTOVER_") || name.startsWith("ROLLBACK_"))
                        .toList());
    }

    private static String row(Line line) {
        JavaMethod test = line.test();
        String source = "../" + line.module() + "/src/test/java/"
                + test.getOwner().getName().replace('.', '/') + ".java";
        return "| " + line.failure().what() + " | " + seen(line.failure()) + " | "
                + line.failure().result() + " | [" + test.getOwner().getSimpleName() + "](" + source + ") "
                + test.getName() + " |\n";
    }

    private static String seen(Failure failure) {
        FailureCode[] codes = failure.code();
        if (codes.length == 0) {
            return failure.seen().isEmpty() ? "goes on" : failure.seen();
        }
        String named = Arrays.stream(codes).map(code -> "`" + code.code() + "`").collect(Collectors.joining(" or "));
        String exits = Arrays.stream(codes)
                .map(code -> String.valueOf(code.kind().exitCode()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return "ends with " + named + ", exit code " + exits;
    }
}
