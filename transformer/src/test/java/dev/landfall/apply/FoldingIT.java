package dev.landfall.apply;

import static dev.landfall.apply.ApplyFixture.row;
import static dev.landfall.apply.ApplyFixture.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.LargeValue;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.target.PgType;
import dev.landfall.testing.TestLogin;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose changes are folded come to what the changes come to one after another. */
class FoldingIT {
    private ApplyFixture fixture;
    private long sequence;

    @BeforeEach
    void createTables() throws SQLException {
        fixture = new ApplyFixture(
                "CREATE TABLE seat (id INT PRIMARY KEY, number INT UNIQUE, guest VARCHAR(50))",
                "CREATE TABLE ticket (a INT, b VARCHAR(10), seat_id INT, PRIMARY KEY (a, b), FOREIGN KEY (seat_id)"
                        + " REFERENCES seat(id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE counter (id INT PRIMARY KEY, n INT)",
                "CREATE TABLE page (id INT PRIMARY KEY, t LONGTEXT, b LONGBLOB)",
                "CREATE TABLE sheet (t LONGTEXT, b LONGBLOB)");
    }

    @AfterEach
    void drop() throws SQLException {
        fixture.close();
    }

    /** What the source's tables hold while a workload is made up. */
    private final class Source {
        private final TreeMap<Long, List<@Nullable Object>> seats = new TreeMap<>();
        private final TreeMap<String, List<@Nullable Object>> tickets = new TreeMap<>();
        private final Random random;
        private List<ChangeEvent> events = new ArrayList<>();

        Source(long seed) {
            random = new Random(seed);
        }

        SourceTransaction next() {
            events = new ArrayList<>();
            int changes = 1 + random.nextInt(12);
            for (int i = 0; i < changes; i++) {
                change();
            }
            return transaction(++sequence, events.toArray(ChangeEvent[]::new));
        }

        private void change() {
            switch (random.nextInt(8)) {
                case 0, 1 -> newSeat();
                case 2 -> renamed();
                case 3 -> numbersSwapped();
                case 4 -> seatMoved();
                case 5 -> seatGone();
                case 6 -> newTicket();
                default -> ticketChanged();
            }
        }

        private @Nullable List<@Nullable Object> anySeat() {
            return seats.isEmpty() ? null : new ArrayList<>(seats.values()).get(random.nextInt(seats.size()));
        }

        private void newSeat() {
            long id = random.nextInt(400);
            if (!seats.containsKey(id)) {
                List<@Nullable Object> seat = row(id, freeNumber(), "guest " + random.nextInt());
                seats.put(id, seat);
                events.add(fixture.insert("seat", seat.toArray()));
            }
        }

        private @Nullable Long freeNumber() {
            Long number = (long) random.nextInt(1_000);
            return seats.values().stream().anyMatch(seat -> number.equals(seat.get(1))) ? null : number;
        }

        private void changed(List<@Nullable Object> before, List<@Nullable Object> after) {
            events.add(fixture.update("seat", before, after));
            seats.remove((Long) before.get(0));
            seats.put((Long) Objects.requireNonNull(after.get(0)), after);
        }

        private void renamed() {
            List<@Nullable Object> seat = anySeat();
            if (seat != null) {
                changed(seat, row(seat.get(0), seat.get(1), "guest " + random.nextInt()));
            }
        }

        private void numbersSwapped() {
            List<@Nullable Object> one = anySeat();
            List<@Nullable Object> other = anySeat();
            if (one != null && other != null && one != other) {
                List<@Nullable Object> parked = row(one.get(0), null, one.get(2));
                changed(one, parked);
                changed(other, row(other.get(0), one.get(1), other.get(2)));
                changed(parked, row(one.get(0), other.get(1), one.get(2)));
            }
        }

        /** The log has no word of the tickets that the foreign key takes along. */
        private void seatMoved() {
            List<@Nullable Object> seat = anySeat();
            Long id = (long) random.nextInt(400);
            if (seat != null && !seats.containsKey(id)) {
                changed(seat, row(id, seat.get(1), seat.get(2)));
                tickets.replaceAll((key, ticket) ->
                        Objects.equals(ticket.get(2), seat.get(0)) ? row(ticket.get(0), ticket.get(1), id) : ticket);
            }
        }

        private void seatGone() {
            List<@Nullable Object> seat = anySeat();
            if (seat != null) {
                events.add(fixture.delete("seat", seat.toArray()));
                seats.remove((Long) seat.get(0));
                tickets.values().removeIf(ticket -> Objects.equals(ticket.get(2), seat.get(0)));
            }
        }

        private void newTicket() {
            List<@Nullable Object> seat = anySeat();
            long a = random.nextInt(30);
            String b = "b" + random.nextInt(10);
            if (seat != null && !tickets.containsKey(a + b)) {
                List<@Nullable Object> ticket = row(a, b, seat.get(0));
                tickets.put(a + b, ticket);
                events.add(fixture.insert("ticket", ticket.toArray()));
            }
        }

        private void ticketChanged() {
            if (!tickets.isEmpty()) {
                List<String> keys = new ArrayList<>(tickets.keySet());
                String key = keys.get(random.nextInt(keys.size()));
                List<@Nullable Object> before = Objects.requireNonNull(tickets.remove(key));
                List<@Nullable Object> after = row(before.get(0), before.get(1) + "'", before.get(2));
                String newKey = after.get(0).toString() + after.get(1);
                if (random.nextBoolean()
                        || tickets.containsKey(newKey)
                        || after.get(1).toString().length() > 8) {
                    events.add(fixture.delete("ticket", before.toArray()));
                } else {
                    events.add(fixture.update("ticket", before, after));
                    tickets.put(newKey, after);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void batchesOfAnySizeComeToTheSame(long seed) throws SQLException {
        Source source = new Source(seed);
        try (TransactionApplier applier = fixture.applier()) {
            for (int size : new int[] {1, 3, 300, 20, 1, 500}) {
                List<SourceTransaction> batch = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    batch.add(source.next());
                }
                applier.apply(batch);

                assertThat(fixture.target.query("SELECT id, number, guest FROM shop.seat ORDER BY id"))
                        .isEqualTo(texts(source.seats.values()));
                assertThat(fixture.target.query("SELECT a, b, seat_id FROM shop.ticket ORDER BY a || b COLLATE \"C\""))
                        .isEqualTo(texts(source.tickets.values()));
            }
            assertThat(applier.unfolded()).isZero();
        }
    }

    @Test
    void manyRowsAreInsertedUpdatedAndDeleted() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(counters(0, 1_000, 0)));
            List<ChangeEvent> changes = new ArrayList<>();
            for (long id = 0; id < 1_000; id++) {
                changes.add(
                        id < 300
                                ? fixture.delete("counter", id, 0L)
                                : fixture.update("counter", row(id, 0L), row(id, id)));
            }
            applier.apply(
                    List.of(transaction(++sequence, changes.toArray(ChangeEvent[]::new)), counters(2_000, 500, 7)));
        }
        assertThat(fixture.target.query("SELECT count(*), min(id), sum(n) FROM shop.counter"))
                .isEqualTo(List.of(List.of(
                        "1200",
                        "300",
                        Long.toString(LongStream.range(300, 1_000).sum() + 500 * 7))));
        assertThat(fixture.target.query("SELECT operation, read_events, applied FROM landfall.event_ledger ORDER BY 1"))
                .isEqualTo(List.of(
                        List.of("delete", "300", "300"),
                        List.of("insert", "1500", "1500"),
                        List.of("update", "700", "700")));
    }

    /** A cascade in between has everything written that came before it, so one transaction is written in several parts. */
    @Test
    void partsOfOneTransactionFollowEachOther() throws SQLException {
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 400; id++) {
            changes.add(fixture.insert("seat", id, null, "0"));
            changes.add(fixture.insert("ticket", id, "b", id));
        }
        for (long gone = 0; gone < 4; gone++) {
            for (long id = gone; id < 400; id++) {
                changes.add(fixture.update(
                        "seat", row(id, null, Long.toString(gone)), row(id, null, Long.toString(gone + 1))));
            }
            changes.add(fixture.delete("seat", gone, null, Long.toString(gone + 1)));
        }
        for (long id = 4; id < 300; id++) {
            changes.add(fixture.delete("ticket", id, "b", id));
        }
        changes.add(fixture.delete("seat", 399L, null, "4"));
        for (long id = 300; id < 399; id++) {
            changes.add(fixture.delete("ticket", id, "b", id));
        }
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(++sequence, changes.toArray(ChangeEvent[]::new))));
            applier.apply(List.of(counters(0, 200, 0), allCountersPlusOne(200)));
            applier.apply(List.of(allCountersPlusOne(200, 1)));
            assertThat(applier.unfolded()).isZero();
        }
        assertThat(fixture.target.query("SELECT count(*), min(id), min(guest), max(guest) FROM shop.seat"))
                .isEqualTo(List.of(List.of("395", "4", "4", "4")));
        assertThat(fixture.target.value("SELECT count(*) FROM shop.ticket")).isEqualTo("0");
        assertThat(fixture.target.value("SELECT min(n) || ' ' || max(n) FROM shop.counter"))
                .isEqualTo("2 2");
    }

    @Test
    void theRowThatIsMissingIsNamedAmongMany() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(counters(0, 500, 0)));
            fixture.target.execute("DELETE FROM shop.counter WHERE id = 317");
            SourceTransaction all = allCountersPlusOne(500);

            assertThatThrownBy(() -> applier.apply(List.of(all)))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.STREAM_DIVERGED);
                        assertThat(e).hasMessageContaining("id=317");
                    });
            assertThat(fixture.target.query("SELECT sum(n) FROM shop.counter")).isEqualTo(List.of(List.of("0")));

            fixture.target.execute("INSERT INTO shop.counter VALUES (317, 0)");
            applier.apply(List.of(all));
        }
        assertThat(fixture.target.query("SELECT sum(n) FROM shop.counter")).isEqualTo(List.of(List.of("500")));
    }

    /** The target may have a unique index of its own, which the order of the changes keeps and their outcome as a set may not. */
    @Test
    void whatOnlyTheOrderKeepsIsWrittenInOrder() throws SQLException {
        fixture.target.execute("CREATE UNIQUE INDEX ON shop.counter (n)");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 200; id++) {
            changes.add(fixture.insert("counter", id, id));
        }
        List<ChangeEvent> shifted = new ArrayList<>();
        for (long id = 0; id < 200; id++) {
            shifted.add(fixture.update("counter", row(id, id), row(id, id)));
        }
        for (long id = 199; id >= 0; id--) {
            shifted.add(fixture.update("counter", row(id, id), row(id, id + 1)));
        }
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(++sequence, changes.toArray(ChangeEvent[]::new))));
            applier.apply(List.of(transaction(++sequence, shifted.toArray(ChangeEvent[]::new))));
            assertThat(applier.unfolded()).isEqualTo(1);
        }
        assertThat(fixture.target.query("SELECT count(*), min(n), max(n) FROM shop.counter"))
                .isEqualTo(List.of(List.of("200", "1", "200")));
    }

    @Test
    void withoutTemporaryTablesRowsAreWrittenByStatements() throws SQLException {
        fixture.target.execute("REVOKE TEMPORARY ON DATABASE " + fixture.target.name() + " FROM PUBLIC");
        TestLogin writer = fixture.target.createUser(
                "writer",
                "SET ON PARAMETER session_replication_role",
                "USAGE ON SCHEMA shop, landfall",
                "ALL ON ALL TABLES IN SCHEMA shop, landfall");
        try (TransactionApplier applier = fixture.applierOf(writer)) {
            assertThat(applier.replicaRole()).isTrue();
            applier.apply(List.of(counters(0, 300, 1)));
            applier.apply(List.of(allCountersPlusOne(300, 1)));
        } finally {
            fixture.target.execute("REVOKE SET ON PARAMETER session_replication_role FROM " + writer.user());
        }
        assertThat(fixture.target.query("SELECT sum(n) FROM shop.counter")).isEqualTo(List.of(List.of("600")));
    }

    /** By statements, copied, and next to the table. */
    @Test
    void largeValuesAreWrittenAsTheyAreRead() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            for (int count : new int[] {1, 150}) {
                applier.apply(List.of(pages(count, id -> fixture.insert("page", id, text("ü" + id), bytes("b" + id)))));
                assertPages(count, "ü", "b");
                applier.apply(List.of(pages(
                        count,
                        id -> fixture.update(
                                "page",
                                row(id, text("ü" + id), bytes("b" + id)),
                                row(id, text("漢" + id), id % 2 == 0 ? bytes("c" + id) : null)))));
                assertPages(count, "漢", "c");
                applier.apply(List.of(pages(count, id -> fixture.delete("page", id, text("漢" + id), bytes("c" + id)))));
            }
            assertThat(applier.unfolded()).isZero();
        }
        assertThat(fixture.target.query("SELECT * FROM shop.page")).isEmpty();
    }

    private void assertPages(int count, String text, String bytes) throws SQLException {
        assertThat(fixture.target.query("SELECT count(*) FROM shop.page WHERE t = '" + text
                        + "' || id AND (b IS NULL OR b = convert_to('" + bytes + "' || id, 'UTF8'))"))
                .isEqualTo(List.of(List.of(Integer.toString(count))));
    }

    private SourceTransaction pages(int count, LongFunction<ChangeEvent> change) {
        return transaction(
                ++sequence, LongStream.range(0, count).mapToObj(change).toArray(ChangeEvent[]::new));
    }

    @Test
    void aRowWithoutAKeyIsFoundByItsLargeValues() throws SQLException {
        try (TransactionApplier applier = fixture.applier()) {
            applier.apply(List.of(transaction(
                    ++sequence,
                    fixture.insert("sheet", text("ü"), bytes("1")),
                    fixture.insert("sheet", text("ü"), bytes("2")),
                    fixture.insert("sheet", "ü", null),
                    fixture.update("sheet", row(text("ü"), bytes("2")), row(text("漢"), bytes("3"))),
                    fixture.delete("sheet", text("ü"), bytes("1")))));
        }
        assertThat(fixture.target.query("SELECT t, convert_from(b, 'UTF8') FROM shop.sheet ORDER BY b"))
                .isEqualTo(texts(List.of(row("漢", "3"), row("ü", null))));
    }

    /** Not a second time for a message. */
    @Test
    void aLargeValueThatIsRefusedIsReadOnce() throws SQLException {
        AtomicInteger reads = new AtomicInteger();
        LargeValue value = LargeValue.ofBytes(new LargeValue.Source() {
            @Override
            public int length() {
                return 2;
            }

            @Override
            public InputStream read() {
                reads.incrementAndGet();
                return new ByteArrayInputStream(new byte[2]);
            }
        });
        try (Connection connection = fixture.targetDatabase.connect()) {
            StatementBatch batch = new StatementBatch(connection);
            Object parameter = PgParameter.of(pageBytes(), value);
            batch.add("INSERT INTO shop.page (id, b) VALUES (?, ?)", List.of(1L, parameter), null);

            assertThatThrownBy(() -> {
                        batch.add("INSERT INTO shop.page (id, b) VALUES (?, ?)", List.of(1L, parameter), null);
                        batch.flush();
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        }
        assertThat(reads).hasValue(2);
    }

    private PgType pageBytes() {
        return fixture.plan.tables().stream()
                .filter(table -> table.name().equals("page"))
                .findFirst()
                .orElseThrow()
                .columns()
                .get(2)
                .type();
    }

    private static LargeValue text(String text) {
        return LargeValue.ofText(new Held(text));
    }

    private static LargeValue bytes(String text) {
        return LargeValue.ofBytes(new Held(text));
    }

    private record Held(String text) implements LargeValue.Source {
        @Override
        public int length() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private SourceTransaction counters(long from, int count, long n) {
        return transaction(
                ++sequence,
                LongStream.range(from, from + count)
                        .mapToObj(id -> fixture.insert("counter", id, n))
                        .toArray(ChangeEvent[]::new));
    }

    private SourceTransaction allCountersPlusOne(int count) {
        return allCountersPlusOne(count, 0);
    }

    private SourceTransaction allCountersPlusOne(int count, long n) {
        return transaction(
                ++sequence,
                LongStream.range(0, count)
                        .mapToObj(id -> fixture.update("counter", row(id, n), row(id, n + 1)))
                        .toArray(ChangeEvent[]::new));
    }

    private static List<List<@Nullable String>> texts(Iterable<List<@Nullable Object>> rows) {
        List<List<@Nullable String>> texts = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable String> text = new ArrayList<>();
            row.forEach(value -> text.add(value == null ? null : value.toString()));
            texts.add(Collections.unmodifiableList(text));
        }
        return texts;
    }
}
