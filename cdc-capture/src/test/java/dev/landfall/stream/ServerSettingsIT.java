package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvent.RowInserted;
import dev.landfall.event.ChangeEvent.TableTruncated;
import dev.landfall.event.GtidSet;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of another kind, and binary logs that are gone; each test has its own server. */
class ServerSettingsIT {
    @Test
    @Failure(
            where = Where.POSITION,
            what = "the binary log from the position on has been purged",
            code = FailureCode.BINLOG_PURGED,
            result = "nothing is applied")
    void aPositionWhoseBinaryLogIsPurgedIsRefusedWhenTheStreamIsOpened() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            SourcePosition from = fixture.position();
            purge(database);

            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> fixture.open(from, fixture.tables()))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(FailureCode.BINLOG_PURGED);
                        assertThat(failure).hasMessageContaining(from.gtids().toString());
                    });
        }
    }

    @Test
    @Timeout(180)
    @Failure(
            where = Where.POSITION,
            what = "the same, while the connection is lost",
            code = FailureCode.BINLOG_PURGED,
            result = "the stream ends at once: the same would come the next time")
    void aBinaryLogThatIsPurgedWhileTheStreamIsCutOffEndsItWithoutARetry() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase database = server.createDatabase();
                Relay relay = Relay.to(server.host(), server.port())) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            try (ChangeStream stream =
                    StreamFixture.open(relay.instead(database.config()), fixture.position(), fixture.tables())) {
                database.execute("INSERT INTO t VALUES (1)");
                StreamFixture.takeUntil(stream, fixture.position().gtids());

                relay.cut();
                purge(database);
                relay.restore();

                MigrationException failure =
                        StreamFixture.takeUntilFailure(stream).failure();
                assertThat(failure.code()).isEqualTo(FailureCode.BINLOG_PURGED);
            }
        }
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "the position is one that the source never had",
            code = FailureCode.SOURCE_BEHIND,
            result = "nothing is applied")
    void aPositionThatTheServerNeverHadIsRefused() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            SourcePosition elsewhere = new SourcePosition(GtidSet.parse("0-77-123456"), "mariadb-bin.000001", 4);

            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> fixture.open(elsewhere, fixture.tables()))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_BEHIND);
                        assertThat(failure).hasMessageContaining("0-77-123456");
                    });
        }
    }

    @Test
    void aServerWithoutABinaryLogIsRefused() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--skip-log-bin");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            SourcePosition nowhere = new SourcePosition(GtidSet.EMPTY, "mariadb-bin.000001", 4);

            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> fixture.open(nowhere, fixture.tables()))
                    .extracting(MigrationException::code)
                    .isEqualTo(FailureCode.SOURCE_SETTING);
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "schema changes that are logged before they have happened (binlog_alter_two_phase)",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "the stream does not begin")
    void schemaChangesInTwoPhasesAreRefusedWhenTheStreamIsOpened() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--binlog-alter-two-phase=ON");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            SourcePosition from = fixture.position();

            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> fixture.open(from, fixture.tables()))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
                        assertThat(failure.advice()).contains("SET GLOBAL binlog_alter_two_phase = OFF");
                    });
            database.execute("SET GLOBAL binlog_alter_two_phase = OFF", "INSERT INTO t VALUES (1)");
            assertThat(StreamFixture.events(fixture.takeAll(from, fixture.tables())))
                    .hasSize(1);
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "compressed events (log_bin_compress)",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "nothing from there on is applied")
    void compressedEventsAreRefusedInsteadOfPassedOver() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--log-bin-compress=1", "--log-bin-compress-min-len=10");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (v VARCHAR(1000))");
            SourcePosition from = fixture.position();
            database.execute("INSERT INTO t VALUES (REPEAT('x', 1000))");

            try (ChangeStream stream = fixture.open(from, fixture.tables())) {
                MigrationException failure =
                        StreamFixture.takeUntilFailure(stream).failure();
                assertThat(failure.code()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
                assertThat(failure.advice()).contains("log_bin_compress");
            }
        }
    }

    @Test
    void namesThatDifferInCaseAreTheSameWhereTheServerSaysSo() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--lower-case-table-names=1");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE Orders (id INT)");

            List<ChangeEvent> events = fixture.eventsOf("INSERT INTO ORDERS VALUES (1)", "TRUNCATE TABLE oRDERS");

            TableName name = new TableName(database.name(), "orders");
            assertThat(events)
                    .containsExactly(new RowInserted(name, new RowImage(new Object[] {1L})), new TableTruncated(name));
        }
    }

    @Test
    void eventsWithoutChecksumsAreReadToo() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--binlog-checksum=NONE");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT, v VARCHAR(10))");

            List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t VALUES (1, 'a')", "TRUNCATE TABLE t");

            TableName name = new TableName(database.name(), "t");
            assertThat(events)
                    .containsExactly(
                            new RowInserted(name, new RowImage(new Object[] {1L, "a"})), new TableTruncated(name));
        }
    }

    /** {@code binlog_legacy_event_pos=ON} of 11.4 is what older servers do, newer row events carry more metadata. */
    @Test
    void metadataThatIsNotAskedForIsPassedOver() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--binlog-row-metadata=FULL");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT UNSIGNED PRIMARY KEY, v ENUM('a', 'b'))");

            List<ChangeEvent> events = fixture.eventsOf("INSERT INTO t VALUES (1, 'b')");

            assertThat(events)
                    .containsExactly(
                            new RowInserted(new TableName(database.name(), "t"), new RowImage(new Object[] {1L, "b"})));
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "times in the format of old servers (mysql56_temporal_format=OFF)",
            code = FailureCode.SCHEMA_CHANGED,
            result = "nothing from there on is applied")
    void timesInTheFormatOfOldServersAreRefused() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--mysql56-temporal-format=OFF");
                TestSourceDatabase database = server.createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (at DATETIME(3))");
            SourcePosition from = fixture.position();
            List<SourceTable> tables = fixture.tables();
            database.execute("INSERT INTO t VALUES (NOW(3))");

            try (ChangeStream stream = fixture.open(from, tables)) {
                MigrationException failure =
                        StreamFixture.takeUntilFailure(stream).failure();
                assertThat(failure.code()).isEqualTo(FailureCode.SCHEMA_CHANGED);
                assertThat(failure.advice()).contains("ALTER TABLE ... FORCE");
            }
        }
    }

    /** Closes the file in use and removes it and all older ones. */
    private static void purge(TestSourceDatabase database) throws Exception {
        database.execute("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3)");
        String current = database.query("SHOW MASTER STATUS").get(0).get(0);
        // A file that a dump thread still reads is kept, without an error.
        await().atMost(10, TimeUnit.SECONDS).until(() -> {
            database.execute("PURGE BINARY LOGS TO '" + current + "'");
            return database.query("SHOW BINARY LOGS").size() == 1;
        });
    }
}
