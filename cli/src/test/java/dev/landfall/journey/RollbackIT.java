package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.apply.CopiedRanges;
import dev.landfall.apply.TransactionApplier;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.run.MigrationStore;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** There and back, and there again. On a server of its own: read_only holds for everybody. */
class RollbackIT {
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\./migrate (\\w+) +-c landfall.yaml *([^#\n]*?) *(?:#.*)?$");
    /** Commands that a test has run to their end. */
    private static final Set<String> RAN = new HashSet<>();

    private static TestMariaDb server;

    @BeforeAll
    static void start() {
        server = TestMariaDb.startPrivate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void open() throws SQLException {
        try (Connection connection = server.connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL read_only = OFF");
        }
    }

    private static Voyage shop() throws SQLException {
        Voyage voyage = Voyage.on(
                server,
                "CREATE TABLE item (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, price DECIMAL(9,2),"
                        + " details JSON, state ENUM('new','old') NOT NULL DEFAULT 'new',"
                        + " seen TIMESTAMP(3) NULL ON UPDATE CURRENT_TIMESTAMP(3))",
                "CREATE TABLE line (item BIGINT UNSIGNED, n INT, PRIMARY KEY (item, n),"
                        + " FOREIGN KEY (item) REFERENCES item (id) ON DELETE CASCADE)",
                "CREATE TABLE log (at DATETIME(6), what VARCHAR(60))",
                "INSERT INTO item (name, price, details) SELECT CONCAT('item ', seq), seq / 3, '{\"n\": 1}' FROM seq_1_to_500",
                "INSERT INTO line SELECT id, 1 + id % 3 FROM item",
                "INSERT INTO log SELECT NOW(6), 'begun' FROM seq_1_to_5",
                "CREATE TABLE place (id INT PRIMARY KEY, shape GEOMETRY)",
                "INSERT INTO place VALUES (1, ST_GeomFromText('POINT(1 2)', 4326)),"
                        + " (2, ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))')), (3, NULL)",
                "CREATE TABLE spot (shape GEOMETRY)",
                "INSERT INTO spot SELECT shape FROM place",
                "CREATE SEQUENCE ticket START WITH 700 NOCACHE");
        if ("1".equals(voyage.target().value("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"))) {
            voyage.target().execute("CREATE EXTENSION postgis");
        }
        return voyage;
    }

    /** What an application does on PostgreSQL. */
    private static void trade(Voyage voyage, int round) throws SQLException {
        voyage.target()
                .execute(
                        "INSERT INTO shop.item (name, price) SELECT 'round " + round
                                + ", ' || n, n FROM generate_series(1, 40) n",
                        "UPDATE shop.item SET price = price + 1, state = 'old' WHERE id % 7 = " + round % 7,
                        "INSERT INTO shop.line SELECT id, 9 FROM shop.item WHERE id % 11 = " + round
                                + " ON CONFLICT DO NOTHING",
                        "DELETE FROM shop.item WHERE id % 101 = " + (round + 3),
                        "INSERT INTO shop.log SELECT now(), 'round " + round + "' FROM generate_series(1, 3)",
                        "DELETE FROM shop.log WHERE ctid = (SELECT min(ctid) FROM shop.log)",
                        "INSERT INTO shop.place SELECT id + 10 * " + round + ", shape FROM shop.place WHERE id <= 3",
                        "UPDATE shop.place SET shape = (SELECT shape FROM shop.place WHERE id = 1) WHERE id = 12",
                        "INSERT INTO shop.spot SELECT shape FROM shop.place WHERE id <= 2",
                        "DELETE FROM shop.spot WHERE ctid = (SELECT min(ctid) FROM shop.spot)",
                        "BEGIN; UPDATE shop.item SET price = 0; ROLLBACK");
    }

    @Test
    void thereAndBackAndThereAgainWithKillsOnTheWay() throws Exception {
        try (Voyage voyage = shop()) {
            succeeds(voyage, "snapshot");
            aStreamOfBeforeTheHandOverWritesNothingAfterIt(voyage);

            everyKilledReverseGoesOn(voyage);
            aDifferenceLeavesPostgreSqlInCharge(voyage);
            long written = rollBackWhileSomebodyWrites(voyage);

            assertThat(voyage.source().value("SELECT COUNT(*) FROM log WHERE what = 'busy'"))
                    .isEqualTo(Long.toString(written));
            assertThat(readOnly(voyage)).isEqualTo("0");
            assertThatThrownBy(() -> voyage.target().execute("UPDATE shop.item SET price = 1 WHERE id = 1"))
                    .hasMessageContaining("takes no writes");
            assertThat(voyage.source().value("SELECT NEXT VALUE FOR ticket")).isEqualTo("701");
            String highest = voyage.target()
                    .value("SELECT last_value FROM pg_sequences WHERE schemaname = 'shop'"
                            + " AND sequencename LIKE 'item%'");
            voyage.source()
                    .execute(
                            "INSERT INTO item (name) VALUES ('home')",
                            "UPDATE item SET price = price * 2 WHERE id < 100",
                            "DELETE FROM item WHERE id = 50",
                            "DELETE FROM log LIMIT 2");
            assertThat(Long.parseLong(String.valueOf(voyage.source().value("SELECT id FROM item WHERE name = 'home'"))))
                    .isGreaterThan(Long.parseLong(String.valueOf(highest)));
            succeeds(voyage, "stream", "--until", "caught-up");
            assertParity(voyage);
            assertThat(slots(voyage)).isEqualTo("0");
            assertThat(voyage.run("rollback").err()).contains("RUN-002", "MariaDB owns the data");

            succeeds(voyage, "cutover", "--reverse-window", "48h");
            trade(voyage, 5);
            assertThat(succeeds(voyage, "reverse", "--until", "caught-up").out())
                    .contains("The window ends at ");
            assertParity(voyage);
            assertThat(succeeds(voyage, "status").out()).contains("handed-over", "way back", "window    ends at ");

            aWindowIsNotGivenUpBeforeItsEnd(voyage);
            assertThat(succeeds(voyage, "cutover", "--final").out()).contains("FINAL");
            trade(voyage, 6);
            assertThat(voyage.run("rollback").err()).contains("RUN-002", "no way back");
            assertThat(
                            voyage.target()
                                    .value(
                                            "SELECT (SELECT count(*) FROM pg_replication_slots WHERE database = current_database())"
                                                    + " + (SELECT count(*) FROM pg_publication) + (SELECT count(*) FROM pg_trigger WHERE tgname ="
                                                    + " 'landfall_guard') + (SELECT count(*) FROM pg_constraint WHERE conname LIKE"
                                                    + " 'landfall_back%') + (SELECT count(*) FROM pg_class WHERE relreplident = 'f')"))
                    .isEqualTo("0");
            assertThat(voyage.source()
                            .value("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'landfall'"))
                    .isEqualTo("0");
            succeeds(voyage, "cleanup", "--yes");
        }
        assertThat(documentedCommands()).hasSizeGreaterThan(6).allMatch(RAN::contains);
    }

    private static void aWindowIsNotGivenUpBeforeItsEnd(Voyage voyage) throws SQLException {
        Voyage.Ended early = voyage.run("cutover", "--final");

        assertThat(early.exitCode()).as(early.toString()).isEqualTo(1);
        assertThat(early.err()).contains("CUTOVER-006", "ends at 20", "cutover --final --reverse-window 0s");
        assertThat(early.err()).contains("Nothing was removed: migrate rollback still returns to MariaDB.");
        voyage.target().execute("UPDATE landfall.way_back SET slot = 'gone_' || slot");
        assertThat(voyage.run("cutover", "--final").err())
                .contains("Nothing was removed, but migrate rollback does not return to MariaDB any more");
        voyage.target().execute("UPDATE landfall.way_back SET slot = substr(slot, 6)");
        assertThat(slots(voyage)).isEqualTo("1");
        assertThat(voyage.run("cutover", "--final", "--reverse-window", "1h").err())
                .contains("CONFIG-001", "may only be 0s");

        // Two days later.
        voyage.target().execute("UPDATE landfall.way_back SET ends_at = ends_at - interval '48 h'");
        assertThat(succeeds(voyage, "status").out()).contains("window    over since ");
    }

    private static void aStreamOfBeforeTheHandOverWritesNothingAfterIt(Voyage voyage) throws SQLException {
        TargetDatabase target = new TargetDatabase(new TargetConfig(
                voyage.target().server().host(),
                voyage.target().server().port(),
                voyage.target().name(),
                voyage.target().user(),
                voyage.target().password(),
                TlsSettings.DISABLED,
                "shop"));
        String name = voyage.source().name();
        MigrationPlan plan;
        try (Connection control = target.connect()) {
            plan = new MigrationStore(name).find(control).orElseThrow().plan();
        }
        try (TransactionApplier late = new TransactionApplier(target.connect(), plan, name, CopiedRanges.NONE)) {
            succeeds(voyage, "cutover");

            SourcePosition end = new SourcePosition(GtidSet.parse("0-1-999999"), "mariadb-bin.000001", 999_999);
            SourceTransaction transaction = new SourceTransaction(
                    new Gtid(0, 1, 999_999),
                    ChangeEvents.of(List.of(new ChangeEvent.RowInserted(
                            new TableName(name, "log"), new RowImage(new @Nullable Object[] {null, "late"})))),
                    end,
                    Instant.EPOCH);
            assertThatThrownBy(() -> late.apply(List.of(transaction)))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FENCED_OUT));
        }
        assertThat(voyage.target().value("SELECT count(*) FROM shop.log WHERE what = 'late'"))
                .isEqualTo("0");
    }

    /** Those of docs/way-back.md. */
    private static List<String> documentedCommands() throws IOException {
        return COMMAND.matcher(Files.readString(Path.of("../docs/way-back.md")))
                .results()
                .map(command -> (command.group(1) + " " + command.group(2)).strip())
                .toList();
    }

    private static void everyKilledReverseGoesOn(Voyage voyage) throws Exception {
        int round = 0;
        for (Failpoint failpoint : FailpointIT.of("REVERSE_")) {
            trade(voyage, ++round);
            FailpointIT.endsAt(voyage, failpoint, "reverse");
        }
        trade(voyage, ++round);
        try (ProcessUnderTest reverse = voyage.start("reverse")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !reverse.isAlive()
                            || "3".equals(voyage.source().value("SELECT COUNT(*) FROM log WHERE what = 'round 3'")));
            assertThat(reverse.isAlive()).as(reverse.stderr()).isTrue();
            assertThat(voyage.run("reverse", "--until", "caught-up").err()).contains("RUN-001");
            reverse.terminate();
            assertThat(reverse.waitForExit(Duration.ofSeconds(30)))
                    .as(reverse.stderr())
                    .isZero();
            RAN.add("reverse");
        }
        voyage.target().value("SELECT nextval('shop.ticket')");
        assertParity(voyage);
    }

    private static void aDifferenceLeavesPostgreSqlInCharge(Voyage voyage) throws SQLException {
        voyage.source().execute("UPDATE item SET price = 77, seen = seen WHERE id = 8");

        Voyage.Ended rollback = voyage.run("rollback");

        assertThat(rollback.exitCode()).as(rollback.toString()).isEqualTo(1);
        assertThat(rollback.err()).contains("ROLLBACK-002", "1 row(s) differ", "takes writes as before");
        assertThat(readOnly(voyage)).isEqualTo("1");
        assertThat(succeeds(voyage, "rollback", "--abort").out()).contains("There was no rollback to abort");
        voyage.target().execute("UPDATE shop.item SET price = 76 WHERE id = 8");
    }

    /** @return rows that were committed on PostgreSQL */
    private static long rollBackWhileSomebodyWrites(Voyage voyage) throws Exception {
        CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> writeUntilRefused(voyage));
        String earlier = "";
        // Landfall itself may be updated while the window is open.
        voyage.target().execute("ALTER TABLE landfall.position DROP COLUMN prepared_xa, DROP COLUMN server_id");
        for (Kill kill : Kill.of("rollback")) {
            assertThat(FailpointIT.endsAt(voyage, kill.failpoint(), "rollback")).contains(earlier);
            assertThat(writer).as(kill.name()).succeedsWithin(Duration.ofSeconds(10));
            kill.assertLeft(voyage);
            assertThat(slots(voyage)).as("until somebody finishes it").isEqualTo("1");
            if (kill.left().phase().inRollback()) {
                assertThat(voyage.run("cutover").err()).contains("RUN-002", "migrate rollback");
            }
            earlier = kill.left().says();
        }
        Voyage.Ended last = succeeds(voyage, "rollback", "--max-downtime", "60s");
        assertThat(last.out()).contains("ROLLED BACK");
        assertThat(last.err()).contains(earlier);
        return writer.get();
    }

    private static long writeUntilRefused(Voyage voyage) {
        long written = 0;
        try (Connection connection = voyage.target().connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                statement.execute("INSERT INTO shop.log VALUES (now(), 'busy')");
                written++;
                LockSupport.parkNanos(BusyWriter.PAUSE.toNanos());
            }
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("takes no writes");
            return written;
        }
    }

    @Test
    void withoutAWayBackACutoverHasToBeAskedForIt() throws Exception {
        try (Voyage voyage = Voyage.on(
                server,
                "CREATE TABLE item (id INT PRIMARY KEY, n INT)",
                "CREATE TABLE tally (id INT PRIMARY KEY)",
                "INSERT INTO item VALUES (1, 1), (2, 2)",
                "CREATE TRIGGER count_items AFTER INSERT ON item FOR EACH ROW INSERT INTO tally VALUES (NEW.id)")) {
            succeeds(voyage, "snapshot");

            Voyage.Ended refused = voyage.run("cutover");

            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.err()).contains("CUTOVER-004", "count_items", "--one-way");
            assertThat(readOnly(voyage)).isEqualTo("0");
            assertThat(succeeds(voyage, "cutover", "--one-way").out()).contains("There is no way back.");
            assertThat(voyage.run("rollback").err()).contains("RUN-002", "--one-way");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                    .isEqualTo("0");
        }
    }

    private static String slots(Voyage voyage) throws SQLException {
        return String.valueOf(
                voyage.target().value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"));
    }

    private static String readOnly(Voyage voyage) throws SQLException {
        return String.valueOf(voyage.source().value("SELECT @@global.read_only"));
    }

    private static Voyage.Ended succeeds(Voyage voyage, String... command) {
        RAN.add(String.join(" ", command));
        Voyage.Ended ended = voyage.run(command);
        assertThat(ended.exitCode())
                .as(String.join(" ", command) + ": " + ended)
                .isZero();
        return ended;
    }

    private static void assertParity(Voyage voyage) {
        succeeds(voyage, "verify");
    }
}
