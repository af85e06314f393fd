package dev.landfall.journey;

import dev.landfall.cli.Main;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A source and a target database of a test's own, and the commands between them. */
final class Voyage implements AutoCloseable {
    private final TestSourceDatabase source;
    private final TestTargetDatabase target;

    private Voyage(TestSourceDatabase source, TestTargetDatabase target) {
        this.source = source;
        this.target = target;
    }

    static Voyage begin(String... sourceSql) throws SQLException {
        return on(TestMariaDb.shared(), sourceSql);
    }

    static Voyage on(TestMariaDb server, String... sourceSql) throws SQLException {
        return between(server, TestPostgres.shared(), sourceSql);
    }

    static Voyage between(TestMariaDb from, TestPostgres to, String... sourceSql) throws SQLException {
        TestSourceDatabase source = from.createDatabase();
        source.execute(sourceSql);
        return new Voyage(source, to.createDatabase());
    }

    TestSourceDatabase source() {
        return source;
    }

    TestTargetDatabase target() {
        return target;
    }

    /** Definitions of tables are told apart by the second in which they were written. */
    void awaitOlderDefinitions() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> "1"
                        .equals(source.value(
                                "SELECT MAX(CREATE_TIME) < NOW() - INTERVAL 1 SECOND FROM information_schema.TABLES"
                                        + " WHERE TABLE_SCHEMA = DATABASE()")));
    }

    /** What a command printed and how it ended. */
    record Ended(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** Runs a command within this process, with the connection's flags added. */
    Ended run(String... arguments) {
        return runWith(environment(), arguments);
    }

    /** The same on a thread of its own, for what has to happen meanwhile. */
    CompletableFuture<Ended> runAside(String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(arguments), command -> new Thread(command, "aside").start());
    }

    Ended runWith(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, arguments(arguments));
        return new Ended(exitCode, out.toString(), err.toString());
    }

    /** Runs it with nothing added. */
    static Ended runAsIs(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    /** Starts a command as a process of its own, to be killed. */
    ProcessUnderTest start(String... arguments) throws IOException {
        return ProcessUnderTest.cli(environment(), arguments(arguments));
    }

    /** The same, to end by itself at a moment of its way, as {@code kill -9} would end it. */
    ProcessUnderTest startUntil(String failpoint, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put(Failpoint.VARIABLE, failpoint);
        return ProcessUnderTest.cli(environment, arguments(arguments));
    }

    /** The same with the heap that the launcher gives. */
    ProcessUnderTest startAsLaunched(String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseParallelGC");
        return ProcessUnderTest.cli(environment, arguments(arguments));
    }

    Map<String, String> environment() {
        return Map.of(
                "MIGRATE_SOURCE_PASSWORD", source.password().value(),
                "MIGRATE_TARGET_PASSWORD", target.password().value());
    }

    private String[] arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--source")) {
            all.addAll(List.of("--source", source.url()));
        }
        if (!all.contains("--target")) {
            all.addAll(List.of("--target", target.url()));
        }
        if (!all.contains("--target-schema")) {
            all.addAll(List.of("--target-schema", "shop"));
        }
        return all.toArray(String[]::new);
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
