package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvent.RowDeleted;
import dev.landfall.event.ChangeEvent.RowInserted;
import dev.landfall.event.ChangeEvent.RowUpdated;
import dev.landfall.event.LargeValue;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of which only the first rows are kept in memory. */
class LargeTransactionIT {
    private static final int ROWS = TransactionQueue.MAX_ROWS + 10_000;

    private TestSourceDatabase database;
    private StreamFixture fixture;

    @BeforeEach
    void createTables() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        fixture = new StreamFixture(database);
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE other (id INT PRIMARY KEY, body LONGTEXT)");
    }

    @AfterEach
    void dropDatabase() throws Exception {
        database.close();
    }

    @Test
    void comeWholeInTheirOrderAsOftenAsAsked() throws Exception {
        SourcePosition from = fixture.position();
        database.execute("BEGIN; INSERT INTO t SELECT seq, 'first' FROM seq_1_to_" + ROWS + "; UPDATE t SET v = NULL;"
                + " INSERT INTO other VALUES (1, REPEAT('x', 5000000)); DELETE FROM t WHERE id % 2 = 0; COMMIT");

        List<SourceTransaction> taken = fixture.takeAll(from, fixture.tables());

        assertThat(taken).hasSize(1);
        try (SourceTransaction whole = taken.get(0)) {
            assertThat(whole.events()).hasSize(2 * ROWS + 1 + ROWS / 2);
            for (int time = 0; time < 2; time++) {
                Iterator<ChangeEvent> events = whole.events().iterator();
                for (int id = 1; id <= ROWS; id++) {
                    assertThat(events.next())
                            .isEqualTo(new RowInserted(new TableName(database.name(), "t"), row((long) id, "first")));
                }
                for (int id = 1; id <= ROWS; id++) {
                    assertThat(events.next())
                            .isEqualTo(new RowUpdated(
                                    new TableName(database.name(), "t"),
                                    row((long) id, "first"),
                                    row((long) id, null)));
                }
                LargeValue body =
                        (LargeValue) ((RowInserted) events.next()).after().get(1);
                assertThat(Objects.requireNonNull(body).inMemory()).isEqualTo("x".repeat(5_000_000));
                for (int id = 2; id <= ROWS; id += 2) {
                    assertThat(events.next())
                            .isEqualTo(new RowDeleted(new TableName(database.name(), "t"), row((long) id, null)));
                }
                assertThat(events.hasNext()).isFalse();
            }
        }
    }

    private static RowImage row(@Nullable Object... values) {
        return new RowImage(values);
    }
}
