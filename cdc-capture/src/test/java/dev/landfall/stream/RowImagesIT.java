package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvent.RowDeleted;
import dev.landfall.event.ChangeEvent.RowInserted;
import dev.landfall.event.ChangeEvent.RowUpdated;
import dev.landfall.event.LargeValue;
import dev.landfall.event.RowImage;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole rows: their shape, their size, their tables' names. */
class RowImagesIT {
    private TestSourceDatabase database;
    private StreamFixture fixture;

    @BeforeEach
    void createDatabase() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        fixture = new StreamFixture(database);
    }

    @AfterEach
    void dropDatabase() throws Exception {
        database.close();
    }

    @Test
    void generatedColumnsHaveTheirValuesWhetherStoredOrNot() throws Exception {
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT AS (id * 2) VIRTUAL, n INT, s INT AS (id * 3) STORED)");

        List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t (id, n) VALUES (1, 7)", "UPDATE t SET n = NULL");

        assertThat(events)
                .containsExactly(
                        new RowInserted(table("t"), row(1L, 2L, 7L, 3L)),
                        new RowUpdated(table("t"), row(1L, 2L, 7L, 3L), row(1L, 2L, null, 3L)));
    }

    @Test
    void aChangeOfTheKeyIsOneUpdate() throws Exception {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(10))", "INSERT INTO t VALUES (1, 'a')");

        List<ChangeEvent> events = fixture.eventsOf("UPDATE t SET id = 2, v = 'b'");

        assertThat(events).containsExactly(new RowUpdated(table("t"), row(1L, "a"), row(2L, "b")));
    }

    @Test
    void aTableWithoutAKeyHasWholeImagesToo() throws Exception {
        database.execute("CREATE TABLE t (a INT, b INT)", "INSERT INTO t VALUES (1, NULL), (1, NULL)");

        List<ChangeEvent> events = fixture.eventsOf("DELETE FROM t LIMIT 1");

        assertThat(events).containsExactly(new RowDeleted(table("t"), row(1L, null)));
    }

    @Test
    void changesSayWhetherForeignKeysActed() throws Exception {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");

        List<ChangeEvent> events = fixture.eventsOf(
                "DELETE FROM t WHERE id = 1",
                "SET SESSION foreign_key_checks = 0; UPDATE t SET id = 3; DELETE FROM t WHERE id = 3");

        assertThat(events)
                .containsExactly(
                        new RowDeleted(table("t"), row(1L), true),
                        new RowUpdated(table("t"), row(2L), row(3L), false),
                        new RowDeleted(table("t"), row(3L), false));
    }

    /** A unique TEXT has a column of its own inside of the server. */
    @Test
    void columnsThatNobodyDeclaredAreNotInTheImage() throws Exception {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v TEXT, n INT INVISIBLE DEFAULT 5, UNIQUE (v))");

        List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t VALUES (1, 'a')", "UPDATE t SET v = 'b'");

        assertThat(events)
                .containsExactly(
                        new RowInserted(table("t"), row(1L, "a", 5L)),
                        new RowUpdated(table("t"), row(1L, "a", 5L), row(1L, "b", 5L)));
    }

    @Test
    void enginesThatStoreBitsInAnotherWayLogThemAlike() throws Exception {
        database.execute("CREATE TABLE t (a BIT(9), b BIT(1), c BIT(64)) ENGINE = MyISAM");

        List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t VALUES (b'100000010', b'1', 1)");

        assertThat(events)
                .containsExactly(new RowInserted(
                        table("t"), row(new byte[] {1, 2}, new byte[] {1}, new byte[] {0, 0, 0, 0, 0, 0, 0, 1})));
    }

    @Test
    void aTableMayHaveHundredsOfColumns() throws Exception {
        int columns = 600;
        database.execute("CREATE TABLE t ("
                + IntStream.range(0, columns).mapToObj(i -> "c" + i + " INT").collect(Collectors.joining(",")) + ")");

        List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t (c0, c250, c255, c599) VALUES (1, 2, 3, 4)");

        @Nullable Object[] expected = new @Nullable Object[columns];
        expected[0] = 1L;
        expected[250] = 2L;
        expected[255] = 3L;
        expected[599] = 4L;
        assertThat(events).containsExactly(new RowInserted(table("t"), new RowImage(expected)));
    }

    @Test
    void aRowMayBeLargerThanAPacketOfTheProtocol() throws Exception {
        int size = 10 << 20;
        database.execute("CREATE TABLE t (id INT, a LONGTEXT, b LONGBLOB, c LONGTEXT)");

        List<ChangeEvent> events = fixture.eventsOf(
                "INSERT INTO t VALUES (1, REPEAT('a', " + size + "), REPEAT('b', " + size + "), REPEAT('ü', 5000000))",
                "UPDATE t SET id = 3, c = NULL",
                "DELETE FROM t",
                "INSERT INTO t VALUES (2, '', NULL, 'x')",
                // In a file with so large an event the server tells no GTID of a place, which snapshots of other tests
                // ask for.
                "FLUSH BINARY LOGS");

        assertThat(events).hasSize(4);
        RowImage inserted = ((RowInserted) events.get(0)).after();
        assertThat(inMemory(inserted.get(1))).isEqualTo("a".repeat(size));
        assertThat((byte[]) inMemory(inserted.get(2)))
                .hasSize(size)
                .startsWith('b')
                .endsWith('b');
        assertThat(inMemory(inserted.get(3))).isEqualTo("ü".repeat(5_000_000));
        RowImage updated = row(3L, inserted.get(1), inserted.get(2), null);
        assertThat(events.get(1)).isEqualTo(new RowUpdated(table("t"), inserted, updated));
        assertThat(events.get(2)).isEqualTo(new RowDeleted(table("t"), updated));
        assertThat(events.get(3)).isEqualTo(new RowInserted(table("t"), row(2L, "", null, "x")));
    }

    @Test
    void aLargeKeyIsTheSameInEventsOfAnySize() throws Exception {
        database.execute(
                "CREATE TABLE t (id INT, k LONGTEXT CHARACTER SET utf8mb4 NOT NULL, body LONGBLOB, UNIQUE (k))");

        List<ChangeEvent> events = fixture.eventsOf(
                "INSERT INTO t VALUES (1, REPEAT('ü', 1000000), NULL)",
                "UPDATE t SET body = REPEAT('b', 5000000)",
                "DELETE FROM t",
                "FLUSH BINARY LOGS");

        String key = "ü".repeat(1_000_000);
        assertThat(events).hasSize(3);
        assertThat(((RowInserted) events.get(0)).after().get(1)).isEqualTo(key);
        assertThat(((RowUpdated) events.get(1)).before().get(1)).isEqualTo(key);
        assertThat(((RowUpdated) events.get(1)).after().get(1)).isEqualTo(key);
        assertThat(((RowUpdated) events.get(1)).after().get(2)).isInstanceOf(LargeValue.class);
        assertThat(((RowDeleted) events.get(2)).before().get(1)).isEqualTo(key);
    }

    /** They are in a file, for as long as their transaction is open. */
    private static Object inMemory(@Nullable Object value) {
        return ((LargeValue) value).inMemory();
    }

    @Test
    void oneStatementMayFillManyEvents() throws Exception {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(100))");

        List<ChangeEvent> events = fixture.eventsOf("SET max_recursive_iterations = 100000;"
                + " INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                + " SELECT i, REPEAT('x', 100) FROM n");

        assertThat(events).hasSize(20_000);
        assertThat(events.get(19_999)).isEqualTo(new RowInserted(table("t"), row(20_000L, "x".repeat(100))));
    }

    @Test
    void namesNeedNoAscii() throws Exception {
        database.execute("CREATE TABLE `größe 🐘.$` (`ключ` INT)".replace("🐘", "漢"));

        List<ChangeEvent> events = fixture.eventsOf("INSERT INTO `größe 漢.$` VALUES (1)", "TRUNCATE `größe 漢.$`");

        TableName name = table("größe 漢.$");
        assertThat(events).containsExactly(new RowInserted(name, row(1L)), new ChangeEvent.TableTruncated(name));
    }

    /** Neither their types nor their values may keep the stream from going on. */
    @Test
    void tablesThatAreNotCapturedAreNotEvenRead() throws Exception {
        database.execute(
                "CREATE TABLE t (id INT)",
                "CREATE TABLE other (id INT, c VARCHAR(100) COMPRESSED, b BLOB COMPRESSED, i INET6)");
        var from = fixture.position();
        database.execute(
                "INSERT INTO other VALUES (1, REPEAT('a', 100), REPEAT('b', 1000), '::1')", "INSERT INTO t VALUES (1)");

        List<ChangeEvent> events = StreamFixture.events(fixture.takeAll(from, fixture.tables("t")));

        assertThat(events).containsExactly(new RowInserted(table("t"), row(1L)));
    }

    private TableName table(String name) {
        return new TableName(database.name(), name);
    }

    private static RowImage row(@Nullable Object... values) {
        return new RowImage(values);
    }
}
