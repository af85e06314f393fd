package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.ProcessUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of tables are handed over one after another, and back, while the others go on. */
class GroupCutoverIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** What a read-only server says. */
    static final int READ_ONLY = 1836;

    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\./migrate (\\w+) +-c landfall.yaml *([^#\n]*?) *(?:#.*)?$");

    /** Commands that the test has run to their end. */
    private final Set<String> ran = new HashSet<>();

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(folder.resolve("landfall.yaml"), """
                groups:
                  sales: [customer, orders, remark]
                  torn: [orders]
                  all: ["*"]
                """);
    }

    static Voyage shop() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE customer (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE)",
                "CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL, total DECIMAL(9,2),"
                        + " FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE)",
                "CREATE TABLE remark (text VARCHAR(60))",
                "CREATE TABLE product (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40))",
                "CREATE TABLE stock (product INT PRIMARY KEY, n INT, FOREIGN KEY (product) REFERENCES product (id))",
                "INSERT INTO customer (name) SELECT CONCAT('customer ', seq) FROM seq_1_to_200",
                "INSERT INTO orders (customer, total) SELECT id, id / 3 FROM customer",
                "INSERT INTO remark SELECT 'begun' FROM seq_1_to_5",
                "INSERT INTO product (name) SELECT CONCAT('product ', seq) FROM seq_1_to_100",
                "INSERT INTO stock SELECT id, id FROM product",
                "CREATE VIEW sold AS SELECT o.id, p.name FROM orders o JOIN product p ON p.id = o.id",
                "CREATE VIEW big AS SELECT id FROM orders WHERE total > 10");
    }

    private Voyage.Ended run(Voyage voyage, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-c";
        all[arguments.length + 1] = config.toString();
        return voyage.run(all);
    }

    private Voyage.Ended succeeds(Voyage voyage, String... arguments) {
        Voyage.Ended ended = run(voyage, arguments);
        ran.add(String.join(" ", arguments));
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended;
    }

    /** A stream's batch sets rows aside, counts its changes, and then moves the position. A repair and a replay begin with the former. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE landfall.event_ledger SET applied = applied",
                "INSERT INTO landfall.event_ledger SELECT name, 'orders', 'DELETE', 1, 1, 0, 0 FROM landfall.migration",
                "LOCK TABLE landfall.rejected_row IN ROW EXCLUSIVE MODE"
            })
    void takingAGroupOutLocksInTheOrderOfAStream(String batch) throws Exception {
        try (Voyage voyage = shop()) {
            succeeds(voyage, "snapshot");
            voyage.source().execute("INSERT INTO orders (customer, total) VALUES (7, 1)");
            succeeds(voyage, "stream", "--until", "caught-up");
            CompletableFuture<Voyage.Ended> rehearsal;
            try (Connection stream = voyage.target().connect();
                    Statement statement = stream.createStatement()) {
                stream.setAutoCommit(false);
                statement.execute(batch);
                rehearsal =
                        CompletableFuture.supplyAsync(() -> run(voyage, "cutover", "--group", "sales", "--rehearse"));
                await().atMost(LONG)
                        .until(() -> rehearsal.isDone()
                                || "t"
                                        .equals(voyage.target()
                                                .value("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")));
                statement.execute("SET LOCAL lock_timeout = '500ms'");
                assertThat(statement.executeUpdate("UPDATE landfall.position SET step = step"))
                        .isEqualTo(1);
                stream.commit();
            }
            Voyage.Ended apart = rehearsal.get(2, TimeUnit.MINUTES);
            assertThat(apart.err()).as(apart.toString()).contains("Group sales (3 tables: customer, orders, remark)");
        }
    }

    @Test
    void oneGroupGoesAndComesBackWhileTheOthersGoOn() throws Exception {
        try (Voyage voyage = shop()) {
            succeeds(voyage, "snapshot");
            try (ProcessUnderTest stream = voyage.start("stream", "-c", config.toString())) {
                followed(voyage, "product", "before");

                Voyage.Ended rehearsed = succeeds(voyage, "cutover", "--group", "sales", "--rehearse");
                assertThat(rehearsed.err())
                        .contains(
                                "Group sales (3 tables: customer, orders, remark) is taken out",
                                "stream --group sales");
                followed(voyage, "product", "apart");
                assertThat(run(voyage, "status").out()).containsPattern("\\.sales +streaming +3");

                cutOverWhileSomebodyWrites(voyage);
                tradeOnBothSides(voyage);

                aDroppedTriggerIsToldWithItsRemedy(voyage);
                Voyage.Ended back = succeeds(voyage, "rollback", "--group", "sales");
                assertThat(back.out()).contains("MariaDB");
                voyage.source()
                        .execute(
                                "INSERT INTO customer (name) VALUES ('home')",
                                "DELETE FROM customer WHERE id = 3",
                                "INSERT INTO remark VALUES ('home')");
                assertThatThrownBy(() -> voyage.target().execute("INSERT INTO shop.remark VALUES ('lost')"))
                        .hasMessageContaining("takes no writes");
                succeeds(voyage, "stream", "--group", "sales", "--until", "caught-up");
                succeeds(voyage, "verify", "--group", "sales");

                succeeds(voyage, "cutover", "--group", "sales");
                followed(voyage, "product", "still");
                stream.terminate();
                assertThat(stream.waitForExit(LONG)).as(stream.stderr()).isZero();
            }
            // The last ones; what comes back of the others moves MariaDB's position meanwhile.
            succeeds(voyage, "cutover");
            voyage.target().execute("INSERT INTO shop.product (name) VALUES ('new home')");
            succeeds(voyage, "reverse", "--until", "caught-up");
            succeeds(voyage, "verify");
            succeeds(voyage, "verify", "--group", "sales");
            assertThatThrownBy(() -> voyage.source().execute("INSERT INTO product (name) VALUES ('lost')"))
                    .hasMessageContaining("takes no writes");
            assertThat(succeeds(voyage, "status").out())
                    .contains("handed-over")
                    .containsPattern("\\.sales +handed-over");
            succeeds(voyage, "cutover", "--final");
            succeeds(voyage, "cutover", "--final", "--group", "sales");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                    .isEqualTo("0");
        }
        List<String> documented = COMMAND.matcher(Files.readString(Path.of("../docs/groups.md")))
                .results()
                .map(command -> (command.group(1) + " " + command.group(2)).strip())
                .toList();
        assertThat(documented).hasSizeGreaterThan(8).allMatch(ran::contains);
    }

    /** The stream of the others brings it. */
    private static void followed(Voyage voyage, String table, String name) throws SQLException {
        voyage.source().execute("INSERT INTO " + table + " (name) VALUES ('" + name + "')");
        await().atMost(LONG)
                .until(() -> "1"
                        .equals(voyage.target()
                                .value("SELECT count(*) FROM shop." + table + " WHERE name = '" + name + "'")));
    }

    private void cutOverWhileSomebodyWrites(Voyage voyage) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (Connection connection = voyage.source().connect();
                    Statement statement = connection.createStatement()) {
                while (!stop.get()) {
                    statement.execute("INSERT INTO product (name) VALUES ('busy')");
                    try {
                        statement.execute("INSERT INTO orders (customer, total) VALUES (7, 4711)");
                        written.incrementAndGet();
                    } catch (SQLException e) {
                        assertThat(e.getErrorCode()).isEqualTo(READ_ONLY);
                        refused.incrementAndGet();
                    }
                    LockSupport.parkNanos(BusyWriter.PAUSE.toNanos());
                }
            } catch (SQLException e) {
                throw new IllegalStateException("tables of nobody's cutover refused a write", e);
            }
        });
        await().atMost(LONG).until(() -> written.get() > 50);

        assertThat(succeeds(voyage, "cutover", "--group", "sales").out())
                .contains("The fence waited for every transaction", "without it,\nthey are about other tables");
        long others = Long.parseLong(String.valueOf(voyage.source().value("SELECT COUNT(*) FROM product")));
        await().atMost(LONG)
                .until(() -> Long.parseLong(String.valueOf(voyage.source().value("SELECT COUNT(*) FROM product")))
                        > others + 20);
        stop.set(true);
        writer.join();

        assertThat(refused).hasPositiveValue();
        assertThat(voyage.target().value("SELECT count(*) FROM shop.orders WHERE total = 4711"))
                .isEqualTo(Long.toString(written.get()));
    }

    private void tradeOnBothSides(Voyage voyage) throws SQLException {
        voyage.target()
                .execute(
                        "INSERT INTO shop.customer (name) VALUES ('on PostgreSQL')",
                        "DELETE FROM shop.customer WHERE id = 5",
                        "UPDATE shop.orders SET total = total + 1 WHERE id % 3 = 0",
                        "INSERT INTO shop.remark VALUES ('on PostgreSQL')");
        succeeds(voyage, "reverse", "--group", "sales", "--until", "caught-up");
        followed(voyage, "product", "meanwhile");

        assertThat(voyage.source().value("SELECT COUNT(*) FROM customer WHERE name = 'on PostgreSQL' OR id = 5"))
                .isEqualTo("1");
        assertThat(voyage.target().value("SELECT count(*) FROM shop.remark WHERE text = 'on PostgreSQL'"))
                .as("what comes back to MariaDB is not streamed once more")
                .isEqualTo("1");
        assertThat(succeeds(voyage, "verify", "--group", "sales").out()).contains("EQUAL");
        succeeds(voyage, "verify");
    }

    private void aDroppedTriggerIsToldWithItsRemedy(Voyage voyage) throws SQLException {
        String trigger = voyage.source()
                .value("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"
                        + " AND EVENT_OBJECT_TABLE = 'remark' AND EVENT_MANIPULATION = 'DELETE'");
        voyage.source().execute("DROP TRIGGER " + trigger);

        Voyage.Ended refused = run(voyage, "reverse", "--group", "sales", "--until", "caught-up");

        assertThat(refused.err()).contains("REVERSE-005", "takes writes to remark");
        Matcher remedy =
                Pattern.compile("(CREATE OR REPLACE TRIGGER .* END IF);").matcher(refused.err());
        assertThat(remedy.find()).as(refused.toString()).isTrue();
        voyage.source().execute(remedy.group(1));
        succeeds(voyage, "reverse", "--group", "sales", "--until", "caught-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE remark", "ALTER TABLE orders ADD n INT"})
    void whatPassesTheFenceUndoesTheCutover(String statement) throws Exception {
        Path go = folder.resolve("go");
        Files.writeString(config, """
                groups: {sales: "customer, orders, remark"}
                cutover:
                  hooks:
                    drained: while [ ! -f %s ]; do sleep 0.05; done
                """.formatted(go));
        try (Voyage voyage = shop()) {
            succeeds(voyage, "snapshot");
            CompletableFuture<Voyage.Ended> cutover =
                    voyage.runAside("cutover", "--group", "sales", "-c", config.toString());
            await().atMost(LONG)
                    .until(() -> "1"
                                    .equals(
                                            voyage.target()
                                                    .value(
                                                            "SELECT count(*) FROM pg_class WHERE oid = to_regclass('landfall.migration')"))
                            && "1"
                                    .equals(voyage.target()
                                            .value("SELECT count(*) FROM landfall.migration WHERE phase = 'drained'")));
            voyage.source().execute(statement);
            Files.createFile(go);

            Voyage.Ended ended = cutover.join();

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
            assertThat(ended.err()).contains("CUTOVER-002", " --group sales");
            voyage.source().execute("INSERT INTO remark VALUES ('open again')");
            assertThat(
                            voyage.source()
                                    .value(
                                            "SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatHangsTogetherIsNotTornApart() throws Exception {
        try (Voyage voyage = shop()) {
            succeeds(voyage, "snapshot");

            Voyage.Ended torn = run(voyage, "cutover", "--group", "torn");
            assertThat(torn.exitCode()).as(torn.toString()).isEqualTo(2);
            assertThat(torn.err())
                    .contains("CUTOVER-007", "orders, which is in the group, refers to customer, which is not");
            Voyage.Ended all = run(voyage, "cutover", "--group", "all");
            assertThat(all.err()).contains("CUTOVER-007", "it has all tables that are left");
            assertThat(run(voyage, "stream", "--group", "none").err()).contains("CONFIG-001", "torn");
            assertThat(run(voyage, "snapshot", "--group", "sales").err()).contains("CONFIG-001");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.migration"))
                    .isEqualTo("1");
            aFreshStartGoesByWhatIsAdvised(voyage);
        }
    }

    private void aFreshStartGoesByWhatIsAdvised(Voyage voyage) throws SQLException {
        voyage.target().execute("CREATE TABLE shop.of_another_migration (id int)");
        String advice = run(voyage, "snapshot", "--tables", "product").err();
        Matcher drop = Pattern.compile("DROP TABLE [^(]+").matcher(advice);
        assertThat(drop.find()).as(advice).isTrue();
        assertThat(advice).contains("\"shop\".\"stock\"").doesNotContain("of_another_migration");

        succeeds(voyage, "cleanup", "--yes");
        voyage.target().execute(drop.group() + "CASCADE");
        succeeds(voyage, "snapshot");
        succeeds(voyage, "verify");

        assertThat(voyage.target().value("SELECT to_regclass('shop.of_another_migration') IS NOT NULL"))
                .isEqualTo("t");
    }
}
