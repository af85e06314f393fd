package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.run.Role;
import dev.landfall.run.RoleLock;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestTargetDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server of its own: a cutover sets read_only for everybody. */
class CutoverIT {
    /** As if it were the stream's own session. */
    private static final String UNNOTICED = "SET landfall.replicating = on";

    private static TestMariaDb server;

    @BeforeAll
    static void start() {
        server = TestMariaDb.startPrivate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Voyage shop() throws SQLException {
        return Voyage.on(
                server,
                "CREATE TABLE item (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, price DECIMAL(9,2))",
                "INSERT INTO item (name, price) SELECT CONCAT('item ', seq), seq / 3 FROM seq_1_to_500",
                "INSERT INTO item (id, name) VALUES (9000, 'far')",
                "DELETE FROM item WHERE id = 9000",
                "CREATE TABLE exhausted (id INT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO exhausted VALUES (2147483647)",
                "CREATE SEQUENCE ticket START WITH 700 NOCACHE");
    }

    @Test
    void theJourneyEndsWithTheTargetOwningTheData() throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("UPDATE item SET price = 1 WHERE id < 50");
            voyage.source().value("SELECT NEXT VALUE FOR ticket");
            try (ProcessUnderTest stream = voyage.start("stream")) {
                // Until the stream has its role a rehearsal would take it, and the stream would end.
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !stream.isAlive() || "49".equals(pricesOfOne(voyage)));
                assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                assertThat(voyage.run("cutover", "--rehearse").exitCode()).isZero();
                assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

                Voyage.Ended cutover = voyage.run("cutover");

                assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
                assertThat(stream.waitForExit(Duration.ofSeconds(30)))
                        .as(stream.stderr())
                        .isZero();
            }
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("1");
            assertThat(voyage.target().value("INSERT INTO shop.item (name) VALUES ('new') RETURNING id"))
                    .isEqualTo("9001");
            assertThat(voyage.target().value("SELECT nextval('shop.ticket')")).isEqualTo("701");
            assertThat(pricesOfOne(voyage)).isEqualTo("49");
            assertThat(voyage.run("status").out()).contains("handed-over");
            assertThat(voyage.run("cutover").exitCode()).isEqualTo(2);
            assertThat(voyage.run("snapshot").err()).contains("RUN-002", "handed over already");
            cleanUpBehindAStreamThatEnds(voyage);
            assertThat(voyage.target().value("SELECT to_regnamespace('landfall')"))
                    .isNull();
        } finally {
            open();
        }
    }

    private static String pricesOfOne(Voyage voyage) throws SQLException {
        return voyage.target().value("SELECT count(*) FROM shop.item WHERE price = 1");
    }

    @Test
    void aDifferenceInTheLastVerificationOpensTheSourceAgain() throws SQLException {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
            voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = 77 WHERE id = 7");

            Voyage.Ended cutover = voyage.run("cutover", "--verify-all");

            assertThat(cutover.exitCode()).as(cutover.toString()).isEqualTo(1);
            assertThat(cutover.err()).contains("CUTOVER-002", "takes writes again");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");
            Voyage.Ended status = voyage.run("status");
            assertThat(status.out()).contains("streaming", "no clean verification counts");
            assertThat(status.exitCode()).isEqualTo(1);
            // What was found ends the proof: no other cutover goes by it
            assertThat(voyage.run("cutover").err()).contains("CUTOVER-001", "1 row(s) differ");
            assertThat(slots(voyage)).isEqualTo("0");
        } finally {
            open();
        }
    }

    /** Who was proven equal is looked at again when the stream, or anybody else, has changed it; and when that cannot be told. */
    @Test
    void whatHasChangedSinceTheProofIsComparedAndNothingElse() throws SQLException {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
            assertThat(voyage.run("status").out()).contains("proven", "about 0 rows changed since");

            // Behind the stream's back, and behind that of the trigger: nobody can know
            voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = 77 WHERE id = 7");
            voyage.source().execute("UPDATE item SET price = 3 WHERE id BETWEEN 100 AND 120");
            Voyage.Ended rehearsal = voyage.run("cutover", "--rehearse");
            assertThat(rehearsal.exitCode()).as(rehearsal.toString()).isZero();
            assertThat(rehearsal.out()).contains("Those had changed since all rows were proven equal");

            // One that runs out of time leaves nothing behind that would be gone on from
            Voyage.Ended late = voyage.run("cutover", "--rehearse", "--max-downtime", "1ms");
            assertThat(late.exitCode()).as(late.toString()).isEqualTo(1);
            assertThat(late.err()).contains("CUTOVER-002");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.tracking WHERE proven_step IS NULL"))
                    .isEqualTo("0");

            // A row that the stream has changed: found
            voyage.source().execute("UPDATE item SET name = 'another' WHERE id = 7");
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = 77 WHERE id = 7");
            requireFound(voyage);

            // A step of the position that nobody has written down: everything is compared
            mend(voyage, 7);
            voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = 77 WHERE id = 8");
            voyage.target().execute("UPDATE landfall.position SET step = step + 1");
            requireFound(voyage);

            // PostgreSQL has crashed: so is everything then
            mend(voyage, 8);
            voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = 77 WHERE id = 9");
            voyage.target().execute("TRUNCATE landfall.tracking, landfall.changed_row");
            requireFound(voyage);

            // No stream runs, and the target lacks what nobody could write down
            mend(voyage, 9);
            voyage.source().execute("UPDATE item SET price = 5 WHERE id = 200");
            assertThat(voyage.run("verify", "--continuous").exitCode()).isEqualTo(1);
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();

            // Somebody else writes to a table: it is compared again
            voyage.target().execute("DELETE FROM shop.item WHERE id = 10");
            requireFound(voyage);
        }
    }

    /** While writes are refused, nothing is compared that was proven before. */
    @Test
    void behindTheFenceOnlyWhatHasChangedIsCompared() throws SQLException {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
            voyage.source().execute("UPDATE item SET price = 3 WHERE id BETWEEN 100 AND 120");

            Voyage.Ended cutover = voyage.run("cutover");

            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            Matcher rows = Pattern.compile("(\\d+) rows? compared, all equal").matcher(cutover.out());
            assertThat(rows.find()).as(cutover.out()).isTrue();
            assertThat(Integer.parseInt(rows.group(1))).isLessThan(100);
        } finally {
            open();
        }
    }

    private static void requireFound(Voyage voyage) {
        Voyage.Ended rehearsal = voyage.run("cutover", "--rehearse");
        assertThat(rehearsal.exitCode()).as(rehearsal.toString()).isEqualTo(1);
        assertThat(rehearsal.err()).contains("CUTOVER-001", "1 row(s) differ");
    }

    private static void mend(Voyage voyage, int item) throws SQLException {
        String price = voyage.source().value("SELECT price FROM item WHERE id = " + item);
        voyage.target().execute(UNNOTICED, "UPDATE shop.item SET price = " + price + " WHERE id = " + item);
        assertThat(voyage.run("verify").exitCode()).isZero();
    }

    /** At every moment one side owns the data, and the next command knows which. */
    @Test
    void aCutoverThatEndsAtEveryFailpointIsPutRightByTheNext() throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            for (Kill kill : Kill.of("cutover")) {
                FailpointIT.endsAt(voyage, kill.failpoint(), "cutover");
                kill.assertLeft(voyage);

                Voyage.Ended next = voyage.run(kill.left().next().split(" "));

                assertThat(next.exitCode())
                        .as("%s: %s", kill, next)
                        .isEqualTo(kill.left().exitCode());
                assertThat(next.err()).contains(kill.left().says());
                if (kill != Kill.CUTOVER_HANDED_OVER) {
                    assertThat(voyage.source().value("SELECT @@global.read_only"))
                            .isEqualTo("0");
                    assertThat(slots(voyage)).isEqualTo("0");
                    voyage.source().execute("UPDATE item SET price = price + 1 WHERE id < 100");
                }
            }

            Kill.CUTOVER_HANDED_OVER.assertLeft(voyage);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("500");
        } finally {
            open();
        }
    }

    @Test
    void theGateIsClosedWhenTheSchemaHasChanged() throws SQLException {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("CREATE TABLE later (id INT PRIMARY KEY)");

            Voyage.Ended cutover = voyage.run("cutover");

            assertThat(cutover.exitCode()).as(cutover.toString()).isEqualTo(1);
            assertThat(cutover.err()).contains("CUTOVER-001", "later is new");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");
        }
    }

    @Test
    void aWriterBehindTheFenceOpensTheSourceAgain() throws Exception {
        try (Voyage voyage = Voyage.on(server, Workload.SCHEMA)) {
            Workload.fill(voyage.source(), 200);
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            // It is root, whom read_only does not stop: the position never stands still.
            try (Workload workload = Workload.start(voyage.source(), 5)) {
                Voyage.Ended cutover = voyage.run("cutover", "--one-way", "--max-downtime", "3s");

                assertThat(cutover.exitCode()).as(cutover.toString()).isEqualTo(1);
                assertThat(cutover.err()).contains("CUTOVER-002");
                assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");
                assertThat(workload.stop()).isPositive();
            }
        } finally {
            open();
        }
    }

    /** They could write behind it, and behind the hand-over as well. */
    @Test
    void sessionsThatTheFenceDoesNotHoldBackAreNamedAndEndedOnlyWhenAsked() throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            SourceConfig batch = voyage.source()
                    .createUser("batch", "ALL ON " + voyage.source().name() + ".*", "READ_ONLY ADMIN ON *.*");
            SourceConfig app = voyage.source()
                    .createUser("app", "ALL ON " + voyage.source().name() + ".*");
            // Idle, and past read_only only by a role that it has not even set.
            SourceConfig idle = voyage.source()
                    .createUser("idle", "SELECT ON " + voyage.source().name() + ".*");
            voyage.source()
                    .execute(
                            "CREATE ROLE past_fence",
                            "GRANT READ_ONLY ADMIN ON *.* TO past_fence",
                            "CREATE ROLE nightly",
                            "GRANT past_fence TO nightly",
                            "GRANT nightly TO '" + idle.user() + "'@'%'");
            try (Connection past = connect(batch);
                    Connection byRole = connect(idle);
                    Connection held = connect(app)) {
                change(past, "UPDATE item SET price = 2000 WHERE id = 1");
                change(held, "UPDATE item SET price = 3000 WHERE id = 2");

                Voyage.Ended refused = voyage.run("cutover", "--one-way");
                assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
                assertThat(refused.err())
                        .contains(
                                "CUTOVER-001",
                                batch.user() + "@",
                                idle.user() + "@",
                                "(1 row(s) changed)",
                                "--end-sessions")
                        .doesNotContain(app.user());

                Voyage.Ended rehearsal = voyage.run("cutover", "--rehearse");
                assertThat(rehearsal.exitCode()).as(rehearsal.toString()).isZero();
                assertThat(rehearsal.out())
                        .containsPattern("Not held back by read_only: session \\d+ " + batch.user())
                        .containsPattern("COMMIT would be refused: session \\d+ " + app.user())
                        .contains(
                                "What would make it longer:", "A cutover would not begin, unless with --end-sessions");
                assertThat(past.isValid(5)).isTrue();

                // The fence would wait for this one, which takes longer than writes may be refused.
                CompletableFuture<Boolean> busy = CompletableFuture.supplyAsync(() -> survives(batch));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> busy.isDone() || "1".equals(voyage.source().value(BUSY)));
                Voyage.Ended cutover = voyage.run("cutover", "--one-way", "--end-sessions");
                assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
                assertThat(busy.get(30, TimeUnit.SECONDS)).isFalse();
                assertThat(cutover.out())
                        .containsPattern("Ended: session \\d+ " + batch.user())
                        .containsPattern("COMMIT refused: session \\d+ " + app.user())
                        .doesNotContain("Could still write");
                assertThat(past.isValid(5)).isFalse();
                assertThat(byRole.isValid(5)).isFalse();
                assertThatThrownBy(held::commit).hasMessageContaining("--read-only");
            }
            assertThat(voyage.source().value("SELECT count(*) FROM item WHERE price >= 2000"))
                    .isEqualTo("0");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE price >= 2000"))
                    .isEqualTo("0");
        } finally {
            open();
        }
    }

    private static final String BUSY =
            "SELECT count(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'UPDATE item SET name%'";

    private static boolean survives(SourceConfig user) {
        try (Connection session = connect(user);
                Statement statement = session.createStatement()) {
            statement.execute("UPDATE item SET name = CONCAT(name, SLEEP(90)) WHERE id = 3");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void change(Connection session, String sql) throws SQLException {
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(SourceConfig user) throws SQLException {
        return server.connect(user.database(), user.user(), user.password());
    }

    @Test
    void whoMayNotSeeSessionsIsToldSoAndEndsNone() throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            SourceConfig least = voyage.source()
                    .createUser(
                            "least",
                            "SELECT ON " + voyage.source().name() + ".*",
                            "REPLICATION SLAVE, BINLOG MONITOR, READ_ONLY ADMIN ON *.*");
            Map<String, String> environment = new HashMap<>(voyage.environment());
            environment.put("MIGRATE_SOURCE_PASSWORD", least.password().value());

            Voyage.Ended refused =
                    voyage.runWith(environment, "cutover", "--one-way", "--end-sessions", "--source", least.display());
            Voyage.Ended rehearsal =
                    voyage.runWith(environment, "cutover", "--rehearse", "--one-way", "--source", least.display());
            Voyage.Ended cutover = voyage.runWith(environment, "cutover", "--one-way", "--source", least.display());

            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
            assertThat(refused.err()).contains("SOURCE-005", "lacks PROCESS", "GRANT PROCESS");
            assertThat(rehearsal.exitCode()).as(rehearsal.toString()).isZero();
            assertThat(rehearsal.out()).contains("lacks PROCESS");
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            assertThat(cutover.err()).contains("lacks PROCESS");
        } finally {
            open();
        }
    }

    @Test
    void theGateIsHeldByAFileAndAsksForAVerification(@TempDir Path folder) throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Voyage.Ended unproven = voyage.run("cutover", "--one-way", "--require-clean-verify", "15m");
            assertThat(unproven.exitCode()).as(unproven.toString()).isEqualTo(1);
            assertThat(unproven.err()).contains("CUTOVER-001", "there was none yet", "Run migrate verify");
            assertThat(voyage.run("verify", "--tables", "item").exitCode()).isZero();
            assertThat(voyage.run("status", "--output", "json").out()).contains("\"lastVerification\":null");
            assertThat(voyage.run("verify").exitCode()).isZero();
            assertThat(voyage.run("status").out()).contains("last of all 2 tables: equal, static, at 0-");
            Path file = Files.createFile(folder.resolve("hold"));
            String[] cutover = {"cutover", "--one-way", "--require-clean-verify", "15m", "--hold-file", file.toString()
            };

            // So does the loss of its role, which another one may have by then.
            try (ProcessUnderTest held = voyage.start(cutover)) {
                held.awaitOutput("Holds in front of the fence", Duration.ofSeconds(60));
                voyage.target()
                        .execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 3"
                                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
                assertThat(held.waitForExit(Duration.ofSeconds(30))).isEqualTo(3);
                assertThat(held.stderr()).contains("TARGET-001", "that holds the cutover role was lost");
            }

            // Ctrl-C gives it up, and nothing has begun.
            try (ProcessUnderTest held = voyage.start(cutover)) {
                held.awaitOutput("Holds in front of the fence", Duration.ofSeconds(60));
                held.interrupt();
                assertThat(held.waitForExit(Duration.ofSeconds(30))).isEqualTo(3);
            }
            assertThat(voyage.run("status").out()).contains("streaming");

            try (ProcessUnderTest held = voyage.start(cutover)) {
                held.awaitOutput("Holds in front of the fence", Duration.ofSeconds(60));
                assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");
                voyage.source().execute("UPDATE item SET price = 1 WHERE id < 50");
                Files.delete(file);
                assertThat(held.waitForExit(Duration.ofSeconds(60)))
                        .as(held.stderr())
                        .isZero();
                assertThat(held.stdout()).contains("HANDED OVER");
            }
            assertThat(pricesOfOne(voyage)).isEqualTo("49");
        } finally {
            open();
        }
    }

    /** Who has begun to change the phase, and does not end, may be a hand-over. */
    @Test
    void aPhaseThatSomebodyHoldsIsNotWaitedForWithoutEnd() throws Exception {
        try (Voyage voyage = shop();
                Connection other = voyage.target().connect()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.target()
                    .execute("UPDATE landfall.migration SET phase = 'proven',"
                            + " fence = '{\"readOnly\":false,\"eventScheduler\":false}'");
            change(other, "UPDATE landfall.migration SET phase = 'handed-over'");

            Voyage.Ended unclear = voyage.run("cutover", "--rehearse", "--one-way");

            assertThat(unclear.exitCode()).as(unclear.toString()).isEqualTo(4);
            assertThat(unclear.err()).contains("CUTOVER-003", "was in phase proven when somebody began to change that");
            other.rollback();
            assertThat(voyage.run("cutover", "--rehearse", "--one-way").err()).contains("cut short in phase proven");
        }
    }

    /** For which PostgreSQL would keep its log. */
    private static String slots(Voyage voyage) throws SQLException {
        return String.valueOf(
                voyage.target().value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"));
    }

    private static void open() throws SQLException {
        try (Connection connection = server.connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL read_only = OFF");
        }
    }

    /** A stream that has just heard of the hand-over still has its role for a moment. */
    private static void cleanUpBehindAStreamThatEnds(Voyage voyage) throws Exception {
        CompletableFuture<Voyage.Ended> cleanup;
        try (RoleLock role =
                RoleLock.acquire(target(voyage.target()), voyage.source().name(), Role.STREAM)) {
            assertThat(role).isNotNull();
            cleanup = voyage.runAside("cleanup", "--yes");
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> "t"
                                    .equals(
                                            voyage.target()
                                                    .value(
                                                            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                                                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))")));
        }
        Voyage.Ended ended = cleanup.get(60, TimeUnit.SECONDS);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }

    private static TargetDatabase target(TestTargetDatabase database) {
        return new TargetDatabase(new TargetConfig(
                database.server().host(),
                database.server().port(),
                database.name(),
                database.user(),
                database.password(),
                TlsSettings.DISABLED,
                "shop"));
    }
}
