package dev.landfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.cli.Main;
import dev.landfall.failure.MigrationException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void goesTheWholeWayAndProvesIt() throws InterruptedException {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        StringWriter told = new StringWriter();

        int exitCode = Demo.run(new DemoOptions(5000, false), Main::run, new PrintWriter(told));

        assertThat(exitCode).isZero();
        assertThat(told.toString())
                .contains("11/11", "handed over; ", "rolled back; ", "phase handed-over")
                .containsPattern("\\d+ transactions with [\\d,]+ changes are back on MariaDB")
                .containsPattern("PostgreSQL has taken [\\d,]+ orders until then, and takes no more")
                .containsPattern("rows copied +[\\d,]+ in 16 tables")
                .containsPattern(
                        "transactions streamed +[\\d,]+ to PostgreSQL, 2\\d\\d and those of the rollback back to MariaDB")
                .containsPattern("parity +0 differences in [\\d,]+ rows, and none behind the three fences")
                .containsPattern("writes were refused +\\d+\\.\\d s by cutover, \\d+\\.\\d s by rollback, \\d")
                .containsPattern("longest write pause +\\d+\\.\\d s");
        assertThat(told.toString().lines()).allMatch(line -> line.length() <= 100);
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void refusesAShopTooSmallToHoldEverything() {
        assertThatThrownBy(() -> new DemoOptions(999, false))
                .isInstanceOf(MigrationException.class)
                .hasMessage("--rows is 999; expected 1000 or more.");
    }

    @Test
    void leavesNothingBehindAfterCtrlC() throws Exception {
        Path output = Files.createFile(folder.resolve("output"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process demo = start(temporary, output);
        try {
            await().atMost(LIMIT).until(() -> Files.readString(output).contains("4/11"));
            List<ProcessHandle> servers = demo.descendants().toList();
            assertThat(servers).isNotEmpty();

            new ProcessBuilder("sh", "-c", "kill -INT " + demo.pid()).start().waitFor();

            assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
            assertThat(output).content().doesNotContain("Exception");
        } finally {
            demo.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path temporary, Path output) throws IOException {
        return new ProcessBuilder(
                        // A background job ignores SIGINT, and so would all its children.
                        "env",
                        "--default-signal=INT,TERM",
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Djava.io.tmpdir=" + temporary,
                        // Performance counters, a file that the JVM itself may leave in its temporary folder.
                        "-XX:-UsePerfData",
                        "-cp",
                        classPath(),
                        "dev.landfall.cli.Main",
                        "demo",
                        "--rows",
                        "5000")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** The distribution and what its demo needs, or whatever these tests run on. */
    private static String classPath() {
        String distribution = System.getProperty("landfall.distribution");
        String demoLib = System.getProperty("landfall.demo-lib");
        return distribution == null || demoLib == null
                ? System.getProperty("java.class.path")
                : Path.of(distribution, "lib", "*") + File.pathSeparator + Path.of(demoLib, "*");
    }
}
