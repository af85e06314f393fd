package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.landfall.catalog.SourceTable;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that break, servers that refuse, streams that are closed at the wrong moment. */
class ConnectionLossIT {
    private TestSourceDatabase database;
    private StreamFixture fixture;
    private List<SourceTable> tables;

    @BeforeEach
    void createDatabase() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        fixture = new StreamFixture(database);
        database.execute("CREATE TABLE t (id INT, v VARCHAR(500))");
        tables = fixture.tables();
    }

    @AfterEach
    void dropDatabase() throws Exception {
        database.close();
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "an administrator ends the connection to the binary log, again and again",
            result = "the stream opens it again, behind the last whole transaction that it has")
    void aKilledConnectionIsOpenedAgainWithoutLossOrDoubles() throws Exception {
        SourcePosition from = fixture.position();
        int transactions = 400;
        for (int i = 0; i < transactions; i++) {
            database.execute("INSERT INTO t SELECT seq, REPEAT('x', 500) FROM seq_1_to_50");
        }
        GtidSet target = fixture.position().gtids();
        List<SourceTransaction> taken = new ArrayList<>();
        int kills = 0;

        try (ChangeStream stream = fixture.open(from, tables)) {
            while (taken.isEmpty() || !taken.get(taken.size() - 1).end().gtids().contains(target)) {
                taken.addAll(stream.take(40, Duration.ofSeconds(20)));
                if (kills < 3 && taken.size() < transactions - 50) {
                    kills += killReaders();
                }
            }
        }

        assertThat(kills).isPositive();
        assertThat(taken).extracting(SourceTransaction::gtid).doesNotHaveDuplicates();
        assertThat(taken)
                .hasSize(transactions)
                .allMatch(transaction -> transaction.events().size() == 50);
    }

    /** The connection breaks while a transaction is half through. */
    @Test
    @Failure(
            where = Where.SOURCE,
            what = "the connection ends in the middle of a transaction of 200,000 rows",
            result = "the transaction is read again from its beginning, and applied once")
    void aTransactionThatWasHalfReadComesWholeAndOnce() throws Exception {
        SourcePosition from = fixture.position();
        database.execute("INSERT INTO t SELECT seq, REPEAT('x', 500) FROM seq_1_to_200000");
        database.execute("INSERT INTO t VALUES (1, 'last')");
        GtidSet target = fixture.position().gtids();

        try (ChangeStream stream = fixture.open(from, tables)) {
            await().atMost(20, TimeUnit.SECONDS).until(() -> killReaders() > 0);
            List<SourceTransaction> taken = StreamFixture.takeUntil(stream, target);

            assertThat(taken).hasSize(2);
            assertThat(taken.get(0).events()).hasSize(200_000);
            assertThat(taken.get(1).events()).hasSize(1);
        }
    }

    @Test
    void aServerThatRestartsIsWaitedFor() throws Exception {
        // A server of its own that goes away and comes back on the same port is a connection that is refused for a
        // while:
        // a relay in front of the shared server does the same and can be controlled.
        try (Relay relay = Relay.to(database.server().host(), database.server().port())) {
            SourceConfig through = relay.instead(database.config());
            SourcePosition from = fixture.position();
            try (ChangeStream stream = StreamFixture.open(through, from, tables)) {
                database.execute("INSERT INTO t VALUES (1, 'a')");
                StreamFixture.takeUntil(stream, fixture.position().gtids());

                relay.cut();
                database.execute("INSERT INTO t VALUES (2, 'b')");
                assertThat(stream.take(10, Duration.ofSeconds(5))).isEmpty();
                relay.restore();

                List<SourceTransaction> taken =
                        StreamFixture.takeUntil(stream, fixture.position().gtids());
                assertThat(StreamFixture.events(taken)).hasSize(1);
            }
        }
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "MariaDB refuses the login",
            code = FailureCode.SOURCE_LOGIN_REFUSED,
            result = "nothing is applied; the next run goes on")
    void aWrongPasswordIsRefusedAtOnce() {
        SourceConfig config = database.config();
        SourceConfig wrong = new SourceConfig(
                config.host(), config.port(), config.database(), config.user(), new Secret("wrong-one"), config.tls());

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> StreamFixture.open(wrong, fixture.position(), tables))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_LOGIN_REFUSED);
                    assertThat(failure.toString()).doesNotContain("wrong-one");
                });
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "MariaDB does not answer when the stream is started",
            code = FailureCode.SOURCE_UNREACHABLE,
            result = "nothing is applied; the next run goes on")
    void aServerThatDoesNotAnswerIsNamedAtOnce() {
        SourceConfig config = database.config();
        SourceConfig nobody =
                new SourceConfig(config.host(), 1, config.database(), config.user(), config.password(), config.tls());

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> StreamFixture.open(nobody, fixture.position(), tables))
                .extracting(MigrationException::code)
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    @Failure(
            where = Where.SOURCE,
            what = "the user may no longer read the binary log",
            code = FailureCode.SOURCE_PRIVILEGE,
            result = "nothing from there on is applied")
    void aUserWhoMayNotReadTheBinaryLogIsToldWhatIsMissing() throws Exception {
        SourceConfig reader =
                database.createUser("reader", "SELECT ON " + database.name() + ".*", "BINLOG MONITOR ON *.*");

        try (ChangeStream stream = StreamFixture.open(reader, fixture.position(), tables)) {
            MigrationException failure = StreamFixture.takeUntilFailure(stream).failure();
            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_PRIVILEGE);
            assertThat(failure.advice()).contains("REPLICATION SLAVE");
        }
    }

    @RepeatedTest(6)
    @Timeout(30)
    void aStreamCanBeClosedAnyTimeAndLeavesNoThread(RepetitionInfo repetition) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        database.execute("INSERT INTO t SELECT seq, REPEAT('x', 500) FROM seq_1_to_20000");
        SourcePosition from = fixture.position();
        ChangeStream stream = fixture.open(from, tables);
        // Nothing to wait for: any moment will do, the same ones in each run.
        Thread.sleep(250L * repetition.getCurrentRepetition());

        stream.close();
        stream.close();

        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .filter(ConnectionLossIT::isOfAStream)
                                .collect(Collectors.toSet()))
                        .isEmpty());
    }

    /** The reader of the binary log waits for room by then; it must not wait for ever. */
    @Test
    @Timeout(300)
    void aStreamThatNobodyReadsHoldsLittleAndCanBeClosed() throws Exception {
        SourcePosition from = fixture.position();
        for (int i = 0; i < 40; i++) {
            database.execute("INSERT INTO t SELECT seq, REPEAT('x', 500) FROM seq_1_to_10000");
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ChangeStream stream = fixture.open(from, tables);
        await().atMost(120, TimeUnit.SECONDS)
                .until(() -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(frame -> frame.getClassName().equals(TransactionQueue.class.getName())
                                && frame.getMethodName().equals("awaitRoom")));

        stream.close();

        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .filter(ConnectionLossIT::isOfAStream)
                                .collect(Collectors.toSet()))
                        .isEmpty());
    }

    @Test
    @Timeout(60)
    void whoeverWaitsForTransactionsIsWokenByClose() throws Exception {
        ChangeStream stream = fixture.open(fixture.position(), tables);
        Thread reader = Thread.currentThread();
        Thread closer = new Thread(() -> {
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> Arrays.stream(reader.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(TransactionQueue.class.getName())));
            stream.close();
        });
        closer.start();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> stream.take(1, Duration.ofSeconds(50)))
                .extracting(MigrationException::code)
                .isEqualTo(FailureCode.INTERRUPTED);
        closer.join();
    }

    private int killReaders() throws SQLException {
        List<List<String>> readers =
                database.query("SELECT id FROM information_schema.processlist WHERE command = 'Binlog Dump'");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (List<String> reader : readers) {
                try {
                    statement.execute("KILL " + reader.get(0));
                } catch (SQLException e) {
                    continue; // gone by itself
                }
            }
        }
        return readers.size();
    }

    private static boolean isOfAStream(Thread thread) {
        String name = thread.getName();
        return name.startsWith("stream-")
                || name.startsWith("blc-")
                || name.startsWith("debezium-")
                || name.startsWith("pool-");
    }
}
