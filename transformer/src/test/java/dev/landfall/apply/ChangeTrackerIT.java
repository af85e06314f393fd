package dev.landfall.apply;

import static dev.landfall.apply.ApplyFixture.row;
import static dev.landfall.apply.ApplyFixture.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.awaitility.Awaitility.await;

import dev.landfall.event.ChangeEvent;
import dev.landfall.window.WriteWitness;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stream changes is written down in the same transaction, once somebody asks for it. */
class ChangeTrackerIT {
    private ApplyFixture fixture;

    @BeforeEach
    void createTables() throws SQLException {
        fixture = new ApplyFixture(
                "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(50))",
                "CREATE TABLE contract (customer_id INT, since DATE, code VARCHAR(10), PRIMARY KEY (customer_id, since, code),"
                        + " FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE invoice (id BIGINT UNSIGNED PRIMARY KEY, customer_id INT NULL,"
                        + " FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE SET NULL)",
                "CREATE TABLE file (hash BINARY(4) PRIMARY KEY)",
                "CREATE TABLE log (line VARCHAR(50))");
    }

    @AfterEach
    void drop() throws SQLException {
        fixture.close();
    }

    private void track() throws SQLException {
        fixture.target.execute("INSERT INTO landfall.tracking (migration, plan_digest, most_waiting)"
                + " VALUES ('test', 'digest', 2000000)");
    }

    /** Table, columns, values; without those the table as a whole. */
    private List<String> written() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = fixture.targetDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT concat_ws(' ', source_table, columns, row_values) FROM landfall.changed_row"
                                + " WHERE migration = 'test'")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void apply(ChangeEvent... events) throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            long sequence = applier.position().step() + 1;
            applier.apply(List.of(transaction(sequence, events)));
        }
    }

    @Test
    void nothingIsWrittenDownUnlessSomebodyAsks() throws SQLException {
        apply(fixture.insert("customer", 1L, "Ada"));

        assertThat(written()).isEmpty();
    }

    @Test
    void everyRowIsFoundByItsKeyBeforeAndAfterTheChange() throws SQLException {
        apply(
                fixture.insert("customer", 1L, "Ada"),
                fixture.insert("customer", 2L, "Bob"),
                fixture.insert("customer", 3L, "Cy"));
        track();

        apply(
                fixture.insert("customer", 4L, "Di"),
                fixture.update("customer", row(1L, "Ada"), row(1L, "Ada L.")),
                fixture.update("customer", row(2L, "Bob"), row(20L, "Bob")),
                fixture.delete("customer", 3L, "Cy"),
                fixture.insert("file", (Object) new byte[] {1, 0x2f, 0, 0}),
                fixture.insert("invoice", new BigDecimal("18446744073709551615"), 4L));

        assertThat(written())
                .containsExactlyInAnyOrder(
                        "customer {0} [\"4\"]",
                        "customer {0} [\"1\"]",
                        "customer {0} [\"2\"]",
                        "customer {0} [\"20\"]",
                        "customer {0} [\"3\"]",
                        "file {0} [\"012f0000\"]",
                        "invoice {0} [\"18446744073709551615\"]",
                        // What refers to parents that were moved or deleted
                        "contract {0} [\"2\"]",
                        "contract {0} [\"20\"]",
                        "contract {0} [\"3\"]",
                        "invoice {1} [\"3\"]");
        assertThat(fixture.target.value("SELECT batches FROM landfall.tracking"))
                .isEqualTo("1");
    }

    @Test
    void whatTheServersDoNotWriteAlikeIsLeftOut() throws SQLException {
        track();

        apply(
                fixture.insert("customer", 1L, "Ada"),
                fixture.insert("contract", 1L, LocalDate.of(2020, 2, 29), "a\"\\ü"));

        assertThat(written()).contains("contract {0,1,2} [\"1\",null,\"a\\\"\\\\ü\"]");
    }

    @Test
    void rowsThatForeignKeysReachAreWrittenDownWhateverBecomesOfThem() throws SQLException {
        apply(
                fixture.insert("customer", 7L, "Ada"),
                fixture.insert("contract", 7L, LocalDate.of(2020, 2, 29), "x"),
                fixture.insert("invoice", new BigDecimal(5), 7L));
        track();

        apply(fixture.delete("customer", 7L, "Ada"));

        assertThat(written())
                .containsExactlyInAnyOrder(
                        "customer {0} [\"7\"]",
                        "contract {0,1,2} [\"7\", \"2020-02-29\", \"x\"]",
                        "contract {0} [\"7\"]",
                        "invoice {0} [\"5\"]",
                        "invoice {1} [\"7\"]");
        assertThat(fixture.target.value("SELECT count(*) FROM shop.contract")).isEqualTo("0");
    }

    @Test
    void aTableWithoutKeyOrTruncatedIsWrittenDownAsAWhole() throws SQLException {
        track();

        apply(
                fixture.insert("log", "a line"),
                fixture.insert("log", "another"),
                fixture.insert("file", (Object) new byte[] {1, 2, 3, 4}),
                new ChangeEvent.TableTruncated(fixture.name("file")));

        assertThat(written()).containsExactlyInAnyOrder("log", "file");
    }

    @Test
    void aBatchThatIsRolledBackLeavesNothing() throws SQLException {
        track();
        try (TransactionApplier applier = fixture.applier()) {
            fixture.target.execute("UPDATE landfall.position SET step = step + 1");

            assertThat(catchException(
                            () -> applier.apply(List.of(transaction(1, fixture.insert("customer", 1L, "Ada"))))))
                    .isNotNull();
        }

        assertThat(written()).isEmpty();
        assertThat(fixture.target.value("SELECT batches FROM landfall.tracking"))
                .isEqualTo("0");
    }

    @Test
    void whenTooMuchWaitsNobodyWritesDownAnyMore() throws SQLException {
        track();
        fixture.target.execute("UPDATE landfall.tracking SET waiting = 1999990");

        apply(LongStream.range(0, 20)
                .mapToObj(id -> fixture.insert("customer", id, "x"))
                .toArray(ChangeEvent[]::new));

        assertThat(fixture.target.value("SELECT count(*) FROM landfall.tracking"))
                .isEqualTo("0");
        assertThat(fixture.target.value("SELECT count(*) FROM shop.customer")).isEqualTo("20");
    }

    @Test
    void onlyOthersThanTheStreamAreNoticed() throws SQLException {
        track();
        try (Connection connection = fixture.targetDatabase.connect()) {
            new WriteWitness("test", fixture.plan.tables()).place(connection, false);
        }

        apply(fixture.insert("customer", 1L, "Ada"));
        assertThat(written()).containsExactly("customer {0} [\"1\"]");
        fixture.target.execute("DELETE FROM shop.file", "UPDATE shop.customer SET name = 'Eve'");

        assertThat(written()).containsExactlyInAnyOrder("customer {0} [\"1\"]", "file", "customer");
        // Renamed, or switched off: put right
        fixture.target.execute("ALTER TABLE shop.file DISABLE TRIGGER landfall_witness", "DELETE FROM shop.file");
        assertThat(written()).hasSize(3);
        try (Connection connection = fixture.targetDatabase.connect()) {
            new WriteWitness("test", fixture.plan.tables()).place(connection, false);
        }
        fixture.target.execute("SET session_replication_role = replica", "DELETE FROM shop.file");
        assertThat(written()).hasSize(4);
        // Taken out with a group: none of this migration's business any more
        fixture.target.execute("UPDATE landfall.migration SET parted_tables = '{file}'", "DELETE FROM shop.file");
        assertThat(written()).hasSize(4);
        try (Connection connection = fixture.targetDatabase.connect()) {
            new WriteWitness("test", fixture.plan.tables()).remove(connection);
        }
        assertThat(fixture.target.value("SELECT count(*) FROM pg_trigger WHERE tgname = 'landfall_witness'"))
                .isEqualTo("0");
    }

    /** Autovacuum makes room after a second, and nobody who writes shall stand behind whoever waits for it. */
    @Test
    void writersDoNotWaitWhileAWitnessWaitsForAVacuum() throws Exception {
        try (Connection vacuum = fixture.targetDatabase.connect();
                Statement vacuuming = vacuum.createStatement();
                Connection placing = fixture.targetDatabase.connect();
                Connection writer = fixture.targetDatabase.connect();
                Statement writing = writer.createStatement()) {
            vacuum.setAutoCommit(false);
            vacuuming.execute("LOCK TABLE shop.customer IN SHARE UPDATE EXCLUSIVE MODE");
            CompletableFuture<Void> placed = CompletableFuture.runAsync(() -> {
                try {
                    new WriteWitness("test", fixture.plan.tables()).place(placing, false);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> fixture.target
                    .value("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'shop.customer'::regclass"
                            + " AND NOT granted)")
                    .equals("t"));

            writing.execute("SET lock_timeout = '100ms'");
            writing.execute("INSERT INTO shop.customer (id, name) VALUES (9, 'Bob')");

            assertThat(placed).isNotDone();
            vacuum.commit();
            placed.get(30, TimeUnit.SECONDS);
        }
        assertThat(fixture.target.value("SELECT count(*) FROM pg_trigger WHERE tgname = 'landfall_witness'"))
                .isNotEqualTo("0");
    }
}
