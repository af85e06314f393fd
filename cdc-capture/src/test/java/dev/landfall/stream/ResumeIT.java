package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.SourceTable;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that starts where another one stopped gives exactly the rest. */
class ResumeIT {
    private TestSourceDatabase database;
    private StreamFixture fixture;
    private List<SourceTable> tables;

    @BeforeEach
    void createDatabase() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        fixture = new StreamFixture(database);
        database.execute(
                "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(50))",
                "CREATE TABLE b (id INT, v VARCHAR(50))",
                "CREATE TABLE other (id INT)");
        tables = fixture.tables("a", "b");
    }

    @AfterEach
    void dropDatabase() throws Exception {
        database.close();
    }

    @Test
    void fromTheEndOfEachTransactionComeAllLaterOnes() throws Exception {
        SourcePosition from = fixture.position();
        write(new Random(1), 12, false);
        List<SourceTransaction> all = fixture.takeAll(from, tables);

        for (int i = 0; i < all.size() - 1; i++) {
            List<SourceTransaction> rest = fixture.takeAll(all.get(i).end(), tables);

            assertThat(rest).as("after %s", all.get(i).gtid()).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    /** Stops and starts in the middle of things, at other places in every run, while the source is written to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stoppedAndStartedAgainManyTimesNothingIsLostNorDoubled(long seed) throws Exception {
        Random random = new Random(seed);
        SourcePosition from = fixture.position();
        Thread writer = new Thread(() -> {
            try {
                write(new Random(seed), 150, true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        List<SourceTransaction> pieces = new ArrayList<>();
        SourcePosition reached = from;
        while (writer.isAlive()) {
            try (ChangeStream stream = fixture.open(reached, tables)) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    List<SourceTransaction> taken = stream.take(1 + random.nextInt(20), Duration.ofMillis(300));
                    pieces.addAll(taken);
                    reached = taken.isEmpty()
                            ? reached
                            : taken.get(taken.size() - 1).end();
                }
            }
        }
        writer.join();
        pieces.addAll(fixture.takeAll(reached, tables));

        List<SourceTransaction> inOnePiece = fixture.takeAll(from, tables);

        assertThat(withRows(pieces)).isEqualTo(withRows(inOnePiece));
    }

    @Test
    void twoStreamsOfOneProcessDoNotMeet() throws Exception {
        SourcePosition from = fixture.position();
        write(new Random(7), 30, false);
        GtidSet target = fixture.position().gtids();
        try (ChangeStream one = fixture.open(from, fixture.tables("a"));
                ChangeStream two = fixture.open(from, fixture.tables("b"))) {
            List<SourceTransaction> ofOne = StreamFixture.takeUntil(one, target);
            List<SourceTransaction> ofTwo = StreamFixture.takeUntil(two, target);

            assertThat(StreamFixture.events(ofOne))
                    .isNotEmpty()
                    .allMatch(event -> event.table().name().equals("a"));
            assertThat(StreamFixture.events(ofTwo))
                    .isNotEmpty()
                    .allMatch(event -> event.table().name().equals("b"));
        }
    }

    /** Another writer's domain: its transactions interleave with ours and have an order of their own. */
    @Test
    @Failure(
            where = Where.POSITION,
            what = "several GTID domains, whose transactions interleave",
            result = "the stream goes on in each of them where it was")
    void everyDomainKeepsItsOwnPlace() throws Exception {
        SourcePosition from = fixture.position();
        database.execute(
                "SET gtid_domain_id = 7; INSERT INTO b VALUES (1, 'seven')",
                "INSERT INTO b VALUES (2, 'zero')",
                "SET gtid_domain_id = 7; INSERT INTO b VALUES (3, 'seven')",
                "INSERT INTO b VALUES (4, 'zero')");
        List<SourceTransaction> all = fixture.takeAll(from, tables);

        assertThat(all).hasSize(4);
        assertThat(all.get(3).end()).isEqualTo(fixture.position());
        for (int i = 0; i < 3; i++) {
            assertThat(fixture.takeAll(all.get(i).end(), tables)).isEqualTo(all.subList(i + 1, 4));
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "a position without GTIDs, of a source that had logged nothing",
            result = "the stream begins at the beginning of the binary log, not where the source is now")
    void aPositionWithoutGtidsMeansTheBeginning() throws Exception {
        try (TestMariaDb fresh = TestMariaDb.startPrivate();
                TestSourceDatabase first = fresh.createDatabase()) {
            first.execute("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)");
            StreamFixture ofFirst = new StreamFixture(first);
            String file = first.query("SHOW BINARY LOGS").get(0).get(0);

            List<SourceTransaction> taken =
                    ofFirst.takeAll(new SourcePosition(GtidSet.EMPTY, file, 4), ofFirst.tables());

            assertThat(StreamFixture.events(taken)).hasSizeGreaterThanOrEqualTo(1);
            assertThat(taken.get(taken.size() - 1).end()).isEqualTo(ofFirst.position());
        }
    }

    private void write(Random random, int transactions, boolean mixed) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < transactions; i++) {
                statement.execute("START TRANSACTION");
                for (int change = random.nextInt(6); change >= 0; change--) {
                    statement.execute(
                            switch (random.nextInt(5)) {
                                case 0 -> "UPDATE a SET v = CONCAT('u', " + i + ") ORDER BY id DESC LIMIT 2";
                                case 1 -> "DELETE FROM b LIMIT 1";
                                case 2 -> "INSERT INTO b VALUES (" + i + ", 'b'), (" + i + ", 'b')";
                                default -> "INSERT INTO a (v) VALUES ('v" + i + "')";
                            });
                }
                statement.execute(random.nextInt(10) == 0 ? "ROLLBACK" : "COMMIT");
                if (mixed && random.nextInt(8) == 0) {
                    statement.execute("INSERT INTO other VALUES (1)");
                }
                if (mixed && random.nextInt(30) == 0) {
                    statement.execute("FLUSH BINARY LOGS");
                }
            }
        }
    }

    private static List<SourceTransaction> withRows(List<SourceTransaction> transactions) {
        return transactions.stream()
                .filter(transaction -> !transaction.events().isEmpty())
                .toList();
    }
}
