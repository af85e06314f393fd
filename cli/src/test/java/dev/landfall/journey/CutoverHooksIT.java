package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.source.SourceConfig;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server of its own: a cutover sets read_only for everybody. */
class CutoverHooksIT {
    private static final List<String> ALL = List.of("preFence", "fenced", "drained", "proven", "handedOver", "aborted");

    @TempDir
    private Path folder;

    @Test
    void hooksRunInTheirOrderAndCanSayNoUntilTheHandOver() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY)",
                        "INSERT INTO item VALUES (1), (2)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            // Before the fence: nothing has begun.
            Voyage.Ended notBegun = voyage.run(cutover(Map.of("preFence", "echo not now; exit 3"), "--one-way"));
            assertThat(notBegun.exitCode()).as(notBegun.toString()).isEqualTo(1);
            assertThat(notBegun.err()).contains("CUTOVER-001", "exit code 3: not now", "Writes were never refused.");
            assertThat(hooks()).containsExactly("pre-fence");

            // The last chance to say no.
            Voyage.Ended undone = voyage.run(cutover(Map.of("proven", "echo smoke; false"), "--one-way"));
            assertThat(undone.exitCode()).as(undone.toString()).isEqualTo(1);
            assertThat(undone.err()).contains("CUTOVER-002", "hook proven", "smoke", "The source takes writes again");
            assertThat(hooks()).containsExactly("pre-fence", "fenced", "drained", "proven", "aborted");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

            // What PostgreSQL has to answer, behind the fence and in a rehearsal.
            for (String wrong : List.of(
                    "{name: items, sql: SELECT count(*) FROM item, expect: 3}",
                    "{name: items, sql: SELECT * FROM item, expectRows: 1}",
                    "{name: items, sql: SELECT nothing FROM item, expectRows: 1}",
                    "{name: items, sql: DELETE FROM item RETURNING id, expectRows: 2}",
                    "{name: items, sql: SELECT pg_sleep(60), expectRows: 1, within: 100ms}")) {
                Voyage.Ended rehearsed = voyage.run(cutover(wrong, Map.of(), "--rehearse"));
                assertThat(rehearsed.exitCode()).as("%s: %s", wrong, rehearsed).isEqualTo(1);
                assertThat(rehearsed.err()).contains("CUTOVER-002", "The smoke query items ", "expected ");
            }
            Voyage.Ended smoke = voyage.run(
                    cutover("{name: items, sql: SELECT count(*) FROM item, expect: 3}", Map.of(), "--one-way"));
            assertThat(smoke.exitCode()).as(smoke.toString()).isEqualTo(1);
            assertThat(smoke.err())
                    .contains(
                            "CUTOVER-002", "The smoke query items gave 2; expected 3", "The source takes writes again");
            assertThat(hooks()).containsExactly("pre-fence", "fenced", "drained", "aborted");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

            // Between the gate and the fence somebody comes whom read_only does not hold back.
            SourceConfig batch = voyage.source()
                    .createUser("batch", "ALL ON " + voyage.source().name() + ".*", "READ_ONLY ADMIN ON *.*");
            Path here = folder.resolve("here");
            Path goOn = folder.resolve("go-on");
            String waits = "touch " + here + "; until test -e " + goOn + "; do sleep 0.1; done";
            CompletableFuture<Voyage.Ended> cutover = voyage.runAside(cutover(Map.of("preFence", waits), "--one-way"));
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(here) || cutover.isDone());
            try (Connection session = server.connect(batch.database(), batch.user(), batch.password());
                    Statement statement = session.createStatement()) {
                session.setAutoCommit(false);
                statement.execute("INSERT INTO item VALUES (3)");
                Files.createFile(goOn);

                Voyage.Ended met = cutover.get(60, TimeUnit.SECONDS);
                assertThat(met.exitCode()).as(met.toString()).isEqualTo(1);
                assertThat(met.err())
                        .contains("CUTOVER-002", "Behind the fence 1 session(s)", batch.user() + "@", "--end-sessions");
            }
            assertThat(hooks()).containsExactly("pre-fence", "aborted");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

            // A rehearsal switches nothing.
            assertThat(voyage.run(cutover(Map.of(), "--rehearse")).exitCode()).isZero();
            assertThat(hooks()).isEmpty();

            // Behind the hand-over nothing can be undone.
            Voyage.Ended handedOver = voyage.run(cutover(
                    "{name: items, sql: SELECT count(*) = 2 FROM item, expect: true}",
                    Map.of("handedOver", "echo no proxy; exit 1"),
                    "--one-way"));
            assertThat(handedOver.exitCode()).as(handedOver.toString()).isEqualTo(4);
            assertThat(handedOver.err()).contains("CUTOVER-005", "PostgreSQL owns the data", "no proxy", "do by hand");
            assertThat(hooks()).containsExactly("pre-fence", "fenced", "drained", "proven", "handed-over");
            assertThat(voyage.run("status").out()).contains("handed-over");
            assertThat(voyage.run(cutover(Map.of(), "--one-way")).err()).contains("RUN-002", "by hand:");
        }
    }

    /** A stream writes down that its batch is tracked and then moves the position, heartbeats behind the fence included. */
    @Test
    void handingOverLocksInTheOrderOfAStream() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server, "CREATE TABLE item (id INT PRIMARY KEY)", "INSERT INTO item VALUES (1), (2)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Path here = folder.resolve("here");
            Path goOn = folder.resolve("go-on");
            String waits = "touch " + here + "; until test -e " + goOn + "; do sleep 0.1; done";
            CompletableFuture<Voyage.Ended> cutover = voyage.runAside(cutover(Map.of("proven", waits), "--one-way"));
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(here) || cutover.isDone());

            try (Connection stream = voyage.target().connect();
                    Statement statement = stream.createStatement()) {
                stream.setAutoCommit(false);
                assertThat(statement.executeUpdate("UPDATE landfall.tracking SET batches = batches"))
                        .isEqualTo(1);
                Files.createFile(goOn);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> cutover.isDone()
                                || voyage.target()
                                        .value(
                                                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                                        + " AND query LIKE '%DELETE FROM landfall.tracking%')")
                                        .equals("t"));
                statement.execute("SET LOCAL lock_timeout = '500ms'");
                statement.executeUpdate("UPDATE landfall.position SET step = step");
                stream.commit();
            }

            Voyage.Ended handedOver = cutover.get(60, TimeUnit.SECONDS);
            assertThat(handedOver.exitCode()).as(handedOver.toString()).isZero();
        }
    }

    /** Every hook notes its name and that it knows where it is. @param more what some of them do then */
    private String[] cutover(Map<String, String> more, String flag) throws IOException {
        return cutover("{name: nothing, sql: SELECT 1 WHERE false, expectRows: 0}", more, flag);
    }

    private String[] cutover(String smokeQuery, Map<String, String> more, String flag) throws IOException {
        List<String> lines = new ArrayList<>(List.of("cutover:", "  smokeQueries:", "    - " + smokeQuery, "  hooks:"));
        for (String hook : ALL) {
            lines.add("    " + hook
                    + ": \"test -n \\\"$LANDFALL_TARGET_SCHEMA\\\" && test -z \\\"$MIGRATE_TARGET_PASSWORD\\\""
                    + " && echo $LANDFALL_HOOK >> " + folder.resolve("hooks") + "; " + more.getOrDefault(hook, "true")
                    + "\"");
        }
        Path config = folder.resolve("landfall.yaml");
        Files.write(config, lines);
        return new String[] {"cutover", "--config", config.toString(), flag};
    }

    /** Those that have run since the last time. */
    private List<String> hooks() throws IOException {
        Path file = folder.resolve("hooks");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> names = Files.readAllLines(file);
        Files.delete(file);
        return names;
    }
}
