package dev.landfall.apply;

import static dev.landfall.apply.ApplyFixture.row;
import static dev.landfall.apply.ApplyFixture.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.EventCounts;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.snapshot.KeyRange;
import dev.landfall.target.Ddl;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionApplierIT {
    private ApplyFixture fixture;

    @BeforeEach
    void createTables() throws SQLException {
        fixture = new ApplyFixture(
                "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(50) UNIQUE)",
                "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, FOREIGN KEY (customer_id) REFERENCES customer(id)"
                        + " ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE item (id INT PRIMARY KEY, order_id INT, FOREIGN KEY (order_id) REFERENCES orders(id) ON DELETE"
                        + " CASCADE)",
                "CREATE TABLE review (id INT PRIMARY KEY, customer_id INT, FOREIGN KEY (customer_id) REFERENCES customer(id)"
                        + " ON DELETE SET NULL ON UPDATE CASCADE)",
                "CREATE TABLE category (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES category(id) ON"
                        + " DELETE CASCADE)",
                "CREATE TABLE place (id BINARY(2) PRIMARY KEY, n INT)",
                "CREATE TABLE visit (id INT PRIMARY KEY, place_id BINARY(2), FOREIGN KEY (place_id) REFERENCES place(id)"
                        + " ON UPDATE SET NULL)",
                "CREATE TABLE log (text VARCHAR(20), doc JSON, level FLOAT)",
                "CREATE TABLE depth (d DOUBLE, f FLOAT)",
                "CREATE TABLE depth_by_day (d DOUBLE, day INT NOT NULL) PARTITION BY RANGE (day)"
                        + " (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)");
    }

    @AfterEach
    void drop() throws SQLException {
        fixture.close();
    }

    @Test
    void postgreSqlKeepsNoStatementThatCreatesSomething() throws SQLException {
        try (Connection target = fixture.targetDatabase.connect()) {
            for (int i = 0; i < 3; i++) {
                String name = "passing" + i;
                String sql = "CREATE TABLE shop." + name + " (id int)";
                SchemaApplier.apply(target, new Ddl(Ddl.Kind.TABLE, "shop", name, name, sql));
            }

            try (Statement statement = target.createStatement();
                    ResultSet kept = statement.executeQuery(
                            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'CREATE %'")) {
                kept.next();
                assertThat(kept.getInt(1)).isZero();
            }
        }
    }

    @Test
    void changesAndPositionCommitTogether() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            ApplyReceipt receipt = applier.apply(List.of(
                    transaction(1, fixture.insert("customer", 1L, "a@x")),
                    transaction(2, fixture.update("customer", row(1L, "a@x"), row(1L, "b@x"))),
                    transaction(3)));

            assertThat(receipt.transactions()).isEqualTo(3);
            assertThat(receipt.changes()).isEqualTo(2);
        }
        assertThat(rows("SELECT id, email FROM shop.customer")).containsExactly(List.of("1", "b@x"));
        assertThat(rows("SELECT gtids, step FROM landfall.position")).containsExactly(List.of("0-1-3", "1"));
        assertThat(
                        rows(
                                "SELECT source_table, operation, read_events, applied, skipped FROM landfall.event_ledger ORDER BY 2"))
                .containsExactly(
                        List.of("customer", "insert", "1", "1", "0"), List.of("customer", "update", "1", "1", "0"));
    }

    @Test
    void uniqueValuesSwapWithinATransaction() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(
                    List.of(transaction(1, fixture.insert("customer", 1L, "a"), fixture.insert("customer", 2L, "b"))));

            applier.apply(List.of(transaction(
                    2,
                    fixture.update("customer", row(1L, "a"), row(1L, null)),
                    fixture.update("customer", row(2L, "b"), row(2L, "a")),
                    fixture.update("customer", row(1L, null), row(1L, "b")))));
        }
        assertThat(rows("SELECT id, email FROM shop.customer ORDER BY id"))
                .containsExactly(List.of("1", "b"), List.of("2", "a"));
    }

    @Test
    void deletingAParentReachesChildrenOfChildren() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(family()));

            applier.apply(List.of(transaction(2, fixture.delete("customer", 1L, "a"))));
        }
        assertThat(rows("SELECT id FROM shop.orders")).containsExactly(List.of("20"));
        assertThat(rows("SELECT id FROM shop.item")).containsExactly(List.of("200"));
        assertThat(rows("SELECT id, customer_id FROM shop.review ORDER BY id"))
                .containsExactly(Arrays.asList("1", null), List.of("2", "2"));
    }

    @Test
    void changingAParentsKeyTakesTheChildrenAlong() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(family()));

            applier.apply(List.of(transaction(2, fixture.update("customer", row(1L, "a"), row(7L, "a")))));
        }
        assertThat(rows("SELECT id, customer_id FROM shop.orders ORDER BY id"))
                .containsExactly(List.of("10", "7"), List.of("20", "2"));
        assertThat(rows("SELECT id, customer_id FROM shop.review ORDER BY id"))
                .containsExactly(List.of("1", "7"), List.of("2", "2"));
    }

    @Test
    void aTreeThatRefersToItselfFallsAsAWhole() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    1,
                    fixture.insert("category", 1L, null),
                    fixture.insert("category", 2L, 1L),
                    fixture.insert("category", 3L, 2L),
                    fixture.insert("category", 4L, null))));

            applier.apply(List.of(transaction(2, fixture.delete("category", 1L, null))));
        }
        assertThat(rows("SELECT id FROM shop.category")).containsExactly(List.of("4"));
    }

    @Test
    void withoutAKeyOneOfTheEqualRowsChanges() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    1,
                    fixture.insert("log", "same", "{\"a\":1}", 0.1f),
                    fixture.insert("log", "same", "{\"a\":1}", 0.1f),
                    fixture.insert("log", null, null, null))));

            applier.apply(List.of(transaction(
                    2,
                    fixture.update("log", row("same", "{\"a\":1}", 0.1f), row("new", "{}", 0.2f)),
                    fixture.delete("log", null, null, null))));
        }
        assertThat(rows("SELECT text, doc FROM shop.log ORDER BY text"))
                .containsExactly(List.of("new", "{}"), List.of("same", "{\"a\":1}"));
    }

    @Test
    void withoutAKeyTheRowWithTheVeryZeroChangesOrAnotherWhereThereIsNone() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    1,
                    fixture.insert("depth", 0.0, 0f),
                    fixture.insert("depth", -0.0, 0f),
                    fixture.insert("depth", 0.0, -0f),
                    fixture.insert("depth", -0.0, null),
                    fixture.insert("depth", 0.0, null),
                    fixture.insert("depth_by_day", 0.0, 1L),
                    fixture.insert("depth_by_day", 0.0, 11L),
                    fixture.insert("depth_by_day", -0.0, 11L))));

            applier.apply(List.of(transaction(
                    2,
                    fixture.update("depth", row(0.0, -0f), row(3.0, 0f)),
                    fixture.update("depth", row(-0.0, 0f), row(2.0, 0f)),
                    fixture.update("depth", row(-0.0, -0f), row(1.0, 0f)),
                    fixture.delete("depth", 0.0, null),
                    fixture.update("depth_by_day", row(-0.0, 11L), row(2.0, 11L)),
                    fixture.delete("depth_by_day", -0.0, 1L))));
        }
        assertThat(rows("SELECT d, f FROM shop.depth ORDER BY d"))
                .containsExactly(Arrays.asList("-0", null), List.of("1", "0"), List.of("2", "0"), List.of("3", "0"));
        assertThat(rows("SELECT d, day FROM shop.depth_by_day ORDER BY d"))
                .containsExactly(List.of("0", "11"), List.of("2", "11"));
    }

    @Test
    void truncateEmptiesATableThatForeignKeysReferTo() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(1, fixture.insert("customer", 1L, "a"))));

            applier.apply(List.of(transaction(2, new ChangeEvent.TableTruncated(fixture.name("customer")))));
        }
        assertThat(rows("SELECT id FROM shop.customer")).isEmpty();
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "a change does not find its row, because somebody else has written to the target",
            code = FailureCode.STREAM_DIVERGED,
            result = "nothing of the batch is applied")
    void aChangeWithoutItsRowStopsTheStreamAndAppliesNothing() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            assertThatThrownBy(() -> applier.apply(List.of(
                            transaction(1, fixture.insert("customer", 1L, "a")),
                            transaction(2, fixture.delete("customer", 9L, "x")))))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.STREAM_DIVERGED);
                        assertThat(e).hasMessageContaining("delete of shop.customer [id=9]");
                    });

            applier.apply(List.of(transaction(1, fixture.insert("customer", 5L, "ok"))));
        }
        assertThat(rows("SELECT id FROM shop.customer")).containsExactly(List.of("5"));
    }

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "another instance has moved the position in spite of the lock",
            code = FailureCode.FENCED_OUT,
            result = "nothing of the batch is applied")
    void aSecondInstanceIsFencedOut() throws SQLException {
        try (TransactionApplier first = fixture.applier();
                TransactionApplier second = fixture.applier()) {
            first.apply(List.of(transaction(1, fixture.insert("customer", 1L, "a"))));

            assertThatThrownBy(() -> second.apply(List.of(transaction(1, fixture.insert("customer", 2L, "b")))))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FENCED_OUT));
        }
        assertThat(rows("SELECT id FROM shop.customer")).containsExactly(List.of("1"));
    }

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "a change gets lost, or comes twice, on the way from the binary log to the target",
            code = FailureCode.INTERNAL,
            result = "nothing of the batch is applied: what was read is not what is accounted for")
    void aBatchThatIsNotWhatWasReadIsNotApplied() throws SQLException {
        EventCounts read = new EventCounts();
        read.add(fixture.name("customer"), EventCounts.Operation.INSERT, 2);
        SourceTransaction whole = transaction(1, fixture.insert("customer", 1L, "a"));
        SourceTransaction halved = new SourceTransaction(
                whole.gtid(),
                ChangeEvents.of(List.copyOf(whole.events()), read, () -> {}),
                whole.end(),
                whole.committedAt());
        try (TransactionApplier applier = fixture.applier()) {
            assertThatThrownBy(() -> applier.apply(List.of(halved)))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INTERNAL))
                    .hasMessageContaining("has 2 events \"insert\" in this batch, accounted for are 1");

            assertThat(rows("SELECT id FROM shop.customer")).isEmpty();
            applier.apply(List.of(whole));
        }
        assertThat(rows("SELECT read_events, applied FROM landfall.event_ledger"))
                .containsExactly(List.of("1", "1"));
    }

    @Test
    void everythingBeforeASchemaChangeIsApplied() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            assertThatThrownBy(() -> applier.apply(List.of(
                            transaction(1, fixture.insert("customer", 1L, "a")),
                            transaction(
                                    2,
                                    new ChangeEvent.SchemaChanged(
                                            fixture.name("customer"), "ALTER TABLE customer ADD x INT")),
                            transaction(3, fixture.insert("customer", 2L, "b")))))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.STREAM_DDL);
                        assertThat(e)
                                .hasMessageContaining("ALTER TABLE customer ADD x INT")
                                .hasMessageContaining("0-1-2");
                    });
        }
        assertThat(rows("SELECT id FROM shop.customer")).containsExactly(List.of("1"));
        assertThat(rows("SELECT gtids FROM landfall.position")).containsExactly(List.of("0-1-1"));
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "a value does not fit its column",
            code = FailureCode.VALUE_REFUSED,
            result = "nothing of the batch is applied; the next run goes on once the value or the policy is another")
    void aValueThatDoesNotFitNamesItsPlaceAndAppliesNothing() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            assertThatThrownBy(() -> applier.apply(List.of(transaction(1, fixture.insert("customer", 1L, "a\0b")))))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.VALUE_REFUSED);
                        assertThat(e)
                                .hasMessageContaining(".customer.email [id=1]")
                                .hasMessageContaining("U+0000");
                    });
        }
        assertThat(rows("SELECT id FROM shop.customer")).isEmpty();
    }

    /** Keys below 100 were copied at transaction 10, the others at transaction 20. */
    @Test
    void changesThatAChunkAlreadyHoldsAreSkipped() throws SQLException {
        fixture.target.execute("INSERT INTO shop.customer VALUES (1, 'at 10'), (150, 'at 20')");
        try (TransactionApplier applier = fixture.applier(copied("customer"))) {
            applier.apply(List.of(
                    transaction(5, fixture.update("customer", row(1L, "old"), row(1L, "at 10"))),
                    transaction(11, fixture.update("customer", row(1L, "at 10"), row(1L, "at 11"))),
                    transaction(12, fixture.update("customer", row(150L, "old"), row(150L, "at 20"))),
                    transaction(13, fixture.insert("customer", 2L, "two")),
                    transaction(14, fixture.insert("customer", 160L, "gone before 20")),
                    transaction(21, fixture.update("customer", row(150L, "at 20"), row(150L, "at 21")))));
        }
        assertThat(rows("SELECT id, email FROM shop.customer ORDER BY id"))
                .containsExactly(List.of("1", "at 11"), List.of("2", "two"), List.of("150", "at 21"));
        assertThat(rows("SELECT sum(read_events), sum(applied), sum(skipped) FROM landfall.event_ledger"))
                .containsExactly(List.of("6", "3", "3"));
    }

    @Test
    void aKeyThatMovesBetweenChunksLeavesTheOneAndEntersTheOther() throws SQLException {
        fixture.target.execute("INSERT INTO shop.customer VALUES (1, 'mover'), (150, 'came at 15')");
        try (TransactionApplier applier = fixture.applier(copied("customer"))) {
            applier.apply(List.of(
                    transaction(15, fixture.update("customer", row(1L, "mover"), row(150L, "came at 15"))),
                    transaction(16, fixture.update("customer", row(170L, "back"), row(3L, "back")))));
        }
        assertThat(rows("SELECT id, email FROM shop.customer ORDER BY id"))
                .containsExactly(List.of("3", "back"), List.of("150", "came at 15"));
    }

    /** The parent's chunk shows the delete already; the older children still have to go. */
    @Test
    void aCascadeReachesChildrenThatWereCopiedBeforeItsParentWasDeleted() throws SQLException {
        fixture.target.execute(
                "SET session_replication_role = replica",
                "INSERT INTO shop.orders VALUES (1, 500), (150, 500)",
                "INSERT INTO shop.item VALUES (1, 1), (150, 150)");
        try (TransactionApplier applier = fixture.applier(copied("customer", "orders", "item"))) {
            applier.apply(List.of(transaction(15, fixture.delete("customer", 500L, "x"))));
        }
        assertThat(rows("SELECT id FROM shop.orders ORDER BY id")).containsExactly(List.of("150"));
        assertThat(rows("SELECT id FROM shop.item ORDER BY id")).containsExactly(List.of("150"));
    }

    @Test
    void aBinaryKeyThatStaysTheSameSetsNothingOff() throws SQLException {
        fixture.target.execute(
                "INSERT INTO shop.place VALUES ('\\x0102', 1)", "INSERT INTO shop.visit VALUES (7, '\\x0102')");
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    1, fixture.update("place", row(new byte[] {1, 2}, 1L), row(new byte[] {1, 2}, 2L)))));
            assertThat(rows("SELECT place_id FROM shop.visit")).containsExactly(List.of("\\x0102"));

            applier.apply(List.of(transaction(
                    2, fixture.update("place", row(new byte[] {1, 2}, 2L), row(new byte[] {1, 3}, 2L)))));
            assertThat(rows("SELECT id FROM shop.visit WHERE place_id IS NULL")).containsExactly(List.of("7"));
        }
    }

    @Test
    void withoutTheRightToBeAReplicaForeignKeysAreDeferred() throws SQLException {
        var login = fixture.target.createUser(
                "plain", "USAGE ON SCHEMA shop, landfall", "ALL ON ALL TABLES IN SCHEMA shop, landfall");
        try (TransactionApplier applier = new TransactionApplier(
                fixture.target.server().connect(fixture.target.name(), login.user(), login.password()),
                fixture.plan,
                ApplyFixture.MIGRATION,
                CopiedRanges.NONE)) {
            assertThat(applier.replicaRole()).isFalse();

            applier.apply(List.of(
                    transaction(1, fixture.insert("orders", 10L, 1L), fixture.insert("customer", 1L, "late parent")),
                    transaction(2, fixture.insert("item", 100L, 10L)),
                    transaction(3, fixture.delete("customer", 1L, "late parent"))));
        }
        assertThat(rows("SELECT id FROM shop.item")).isEmpty();
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what =
                    "rows are deleted or their keys changed under foreign_key_checks=0, and the target user may not switch"
                            + " PostgreSQL's own foreign keys off, which would act on rows that refer to them",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "nothing of the transaction is applied; with the right granted the next run goes on")
    void whatTheSourceLeftAloneIsNotGivenToOwnKeys() throws SQLException {
        ChangeEvent freed = new ChangeEvent.RowUpdated(
                fixture.name("customer"), image(1L, "a"), image(1L, "other than the key"), false);
        ChangeEvent moved = new ChangeEvent.RowUpdated(fixture.name("customer"), image(1L, "a"), image(7L, "a"), false);
        ChangeEvent deleted = new ChangeEvent.RowDeleted(fixture.name("customer"), image(1L, "a"), false);
        ChangeEvent truncated = new ChangeEvent.TableTruncated(fixture.name("orders"));
        ChangeEvent childless = new ChangeEvent.RowDeleted(fixture.name("item"), image(200L, 20L), false);
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(family()));
        }
        var login = fixture.target.createUser(
                "plain", "USAGE ON SCHEMA shop, landfall", "ALL ON ALL TABLES IN SCHEMA shop, landfall");
        try (TransactionApplier applier = fixture.applierOf(login)) {
            assertThat(applier.replicaRole()).isFalse();
            for (ChangeEvent event : List.of(moved, deleted, truncated)) {
                assertThatThrownBy(() -> applier.apply(List.of(transaction(2, childless, event))))
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.code()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT))
                        .hasMessageContaining("At GTID 0-1-2 ")
                        .hasMessageContaining("PostgreSQL's own foreign key would act on these");
                assertThat(rows("SELECT id FROM shop.item ORDER BY id"))
                        .containsExactly(List.of("100"), List.of("200"));
                assertThat(rows("SELECT customer_id FROM shop.orders ORDER BY id"))
                        .containsExactly(List.of("1"), List.of("2"));
            }
            applier.apply(List.of(transaction(2, childless, freed)));
            assertThat(rows("SELECT id FROM shop.item ORDER BY id")).containsExactly(List.of("100"));
        }
        // Where there are no children any more, nothing can become of them
        try (TransactionApplier applier = fixture.applierOf(login)) {
            applier.apply(List.of(transaction(
                    3,
                    new ChangeEvent.TableTruncated(fixture.name("item")),
                    new ChangeEvent.RowDeleted(fixture.name("orders"), image(20L, 2L), false),
                    new ChangeEvent.RowDeleted(fixture.name("review"), image(2L, 2L), false),
                    new ChangeEvent.RowDeleted(fixture.name("customer"), image(2L, "b"), false))));
        }
        assertThat(rows("SELECT id FROM shop.customer")).containsExactly(List.of("1"));
        // With the right the children stay
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    4, new ChangeEvent.RowDeleted(fixture.name("customer"), image(1L, "other than the key"), false))));
        }
        assertThat(rows("SELECT customer_id FROM shop.orders ORDER BY id")).containsExactly(List.of("1"));
    }

    private static RowImage image(Object... values) {
        return new RowImage(values);
    }

    private SourceTransaction family() {
        return transaction(
                1,
                fixture.insert("customer", 1L, "a"),
                fixture.insert("customer", 2L, "b"),
                fixture.insert("orders", 10L, 1L),
                fixture.insert("orders", 20L, 2L),
                fixture.insert("item", 100L, 10L),
                fixture.insert("item", 200L, 20L),
                fixture.insert("review", 1L, 1L),
                fixture.insert("review", 2L, 2L));
    }

    private CopiedRanges copied(String... tables) {
        BigDecimal bound = BigDecimal.valueOf(100);
        return CopiedRanges.of(Arrays.stream(tables)
                .flatMap(table -> Stream.of(
                        new Chunk(
                                fixture.name(table),
                                0,
                                new KeyRange(null, bound),
                                0,
                                ApplyFixture.position(10),
                                0,
                                0,
                                0),
                        new Chunk(
                                fixture.name(table),
                                1,
                                new KeyRange(bound, null),
                                0,
                                ApplyFixture.position(20),
                                0,
                                0,
                                0)))
                .toList());
    }

    private List<List<@Nullable String>> rows(String sql) throws SQLException {
        return fixture.target.query(sql);
    }
}
