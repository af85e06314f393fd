package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvent.RowDeleted;
import dev.landfall.event.ChangeEvent.RowInserted;
import dev.landfall.event.ChangeEvent.RowUpdated;
import dev.landfall.event.ChangeEvent.SchemaChanged;
import dev.landfall.event.ChangeEvent.TableTruncated;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.event.UnreadableText;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between rows in the binary log: boundaries, DDL, and what must not be passed over. */
class TransactionsIT {
    private TestSourceDatabase database;
    private StreamFixture fixture;

    @BeforeEach
    void createDatabase() throws Exception {
        database = TestMariaDb.shared().createDatabase();
        fixture = new StreamFixture(database);
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(100))",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "CREATE TABLE plain (id INT) ENGINE = MyISAM");
    }

    @AfterEach
    void dropDatabase() throws Exception {
        database.close();
    }

    @Test
    void everyTransactionIsWholeAndCarriesItsPosition() throws Exception {
        SourcePosition from = fixture.position();
        database.execute(
                "START TRANSACTION", "INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'b')", "COMMIT");
        SourcePosition between = fixture.position();
        database.execute("INSERT INTO t VALUES (3, 'c')");
        SourcePosition end = fixture.position();

        List<SourceTransaction> taken = fixture.takeAll(from, fixture.tables());

        assertThat(taken).hasSize(2);
        assertThat(taken.get(0).events()).containsExactly(inserted(1, "a"), inserted(2, "b"));
        assertThat(taken.get(0).end()).isEqualTo(between);
        assertThat(taken.get(1).events()).containsExactly(inserted(3, "c"));
        assertThat(taken.get(1).end()).isEqualTo(end);
        assertThat(taken.get(1).gtid()).isEqualTo(last(end));
        assertThat(taken.get(1).committedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    }

    @Test
    void aRolledBackTransactionLeavesNothing() throws Exception {
        List<ChangeEvent> events = fixture.eventsOf(
                "START TRANSACTION",
                "INSERT INTO t VALUES (1, 'a')",
                "ROLLBACK",
                "START TRANSACTION; INSERT INTO t VALUES (2, 'b'); SAVEPOINT s; INSERT INTO t VALUES (3, 'c');"
                        + " ROLLBACK TO s; INSERT INTO t VALUES (4, 'd'); COMMIT");

        assertThat(events).containsExactly(inserted(2, "b"), inserted(4, "d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE t",
                "TRUNCATE TABLE t",
                "truncate /* all */ table `t`",
                "SET STATEMENT lock_wait_timeout = 10 FOR TRUNCATE TABLE t",
            })
    @Failure(
            where = Where.BINARY_LOG,
            what = "TRUNCATE, in any spelling",
            result = "the table is emptied on the target, between the rows before and after")
    void truncateIsAnEventOfItsOwn(String truncate) throws Exception {
        List<ChangeEvent> events =
                fixture.eventsOf("INSERT INTO t VALUES (1, 'a')", truncate, "INSERT INTO t VALUES (1, 'b')");

        assertThat(events).containsExactly(inserted(1, "a"), new TableTruncated(table("t")), inserted(1, "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN n INET6 NOT NULL DEFAULT '::'",
                "ALTER TABLE t COMMENT 'new'",
                "CREATE INDEX i ON t (v)",
                "RENAME TABLE t TO t2",
                "RENAME TABLE t TO t_old, other TO t",
                "DROP TABLE t",
                "DROP TABLE IF EXISTS nothing, t",
                "CREATE OR REPLACE TABLE t (id INT)",
                "ALTER TABLE other RENAME TO other2, COMMENT = 'x'",
            })
    void otherDdlOfACapturedTableIsHandedOver(String ddl) throws Exception {
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables();
        database.execute("INSERT INTO t VALUES (1, 'a')", ddl);

        List<ChangeEvent> events = StreamFixture.events(fixture.takeAll(from, tables));

        assertThat(events.get(0)).isEqualTo(inserted(1, "a"));
        assertThat(events.subList(1, events.size()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                SchemaChanged.class,
                                changed -> assertThat(changed.ddl()).isNotBlank()));
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "a schema change with a type that Debezium's parser does not know (INET6)",
            result = "it is followed or held like any other, by its statement")
    void theStatementThatChangedTheTableIsNamed() throws Exception {
        String ddl = "ALTER TABLE t ADD COLUMN address INET6";

        List<ChangeEvent> events = fixture.eventsOf(ddl);

        assertThat(events).containsExactly(new SchemaChanged(table("t"), ddl));
    }

    @Test
    void droppingTheDatabaseChangesAllOfItsTables() throws Exception {
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables();
        try (Connection connection = database.server().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + database.name());
            statement.execute("CREATE DATABASE " + database.name());
        }

        List<ChangeEvent> events = StreamFixture.events(fixture.takeAll(from, tables));

        assertThat(events).extracting(ChangeEvent::table).contains(table("t"), table("other"), table("plain"));
        assertThat(events).allMatch(SchemaChanged.class::isInstance);
    }

    /** A caller waits until the position of the stream contains that of the server: nothing may keep it from getting there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO other VALUES (1)",
                "INSERT INTO plain VALUES (1)",
                "ALTER TABLE other ADD COLUMN address INET6",
                "CREATE TABLE new (a INET6, b UUID, PRIMARY KEY (a))",
                "CREATE TABLE new AS SELECT * FROM t",
                "CREATE TABLE new LIKE t",
                "CREATE TABLE new (id INT REFERENCES t (id))",
                "CREATE VIEW new AS SELECT * FROM t",
                "CREATE TRIGGER new BEFORE INSERT ON t FOR EACH ROW SET NEW.v = 'x'",
                "CREATE PROCEDURE new() DELETE FROM t",
                "CREATE SEQUENCE new",
                "CREATE TABLE IF NOT EXISTS t (id INT)",
                "CREATE DATABASE IF NOT EXISTS landfall_elsewhere",
                "CREATE DATABASE IF NOT EXISTS landfall_elsewhere; CREATE TABLE landfall_elsewhere.t (i INET6)",
                "CREATE DATABASE IF NOT EXISTS landfall_elsewhere; DROP DATABASE landfall_elsewhere",
                "FLUSH TABLES",
                "ANALYZE TABLE t",
                "OPTIMIZE TABLE t",
                "CREATE USER IF NOT EXISTS landfall_somebody",
                "CREATE USER IF NOT EXISTS landfall_somebody; GRANT SELECT ON mysql.user TO landfall_somebody",
                "CREATE USER IF NOT EXISTS landfall_somebody; DROP USER landfall_somebody",
                "FLUSH BINARY LOGS",
                "XA START 'a'; INSERT INTO other VALUES (1); XA END 'a'; XA PREPARE 'a'; XA COMMIT 'a'",
                "XA START 'a'; INSERT INTO t VALUES (1, ''); XA END 'a'; XA COMMIT 'a' ONE PHASE",
                "SET STATEMENT max_statement_time = 9 FOR DROP TABLE other",
                "CREATE TEMPORARY TABLE t (id INT); DROP TEMPORARY TABLE t",
            })
    @Failure(
            where = Where.BINARY_LOG,
            what = "the same, and all other schema changes, of tables outside of the migration",
            result = "the stream passes over them")
    void whateverComesLastTheStreamReachesThePositionOfTheServer(String sql) throws Exception {
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables("t");
        database.execute("INSERT INTO t VALUES (100, 'before')", sql);
        SourcePosition end = fixture.position();

        List<SourceTransaction> taken = fixture.takeAll(from, tables);

        assertThat(taken.get(taken.size() - 1).end().gtids()).isEqualTo(end.gtids());
        assertThat(StreamFixture.events(taken)).startsWith(inserted(100, "before"));
        assertThat(StreamFixture.events(taken)).allMatch(RowInserted.class::isInstance);
    }

    @Test
    void transactionsWithoutCapturedRowsMoveThePositionOnly() throws Exception {
        SourcePosition from = fixture.position();
        for (int i = 0; i < 20; i++) {
            database.execute("INSERT INTO other VALUES (" + i + ")");
        }
        SourcePosition end = fixture.position();

        try (ChangeStream stream = fixture.open(from, fixture.tables("t"))) {
            List<SourceTransaction> taken = StreamFixture.takeUntil(stream, end.gtids());

            assertThat(taken).allMatch(transaction -> transaction.events().isEmpty());
            assertThat(taken.get(taken.size() - 1).end()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET binlog_format = STATEMENT; INSERT INTO t VALUES (2, 'b')",
                "SET binlog_format = STATEMENT; UPDATE other SET id = 7",
                "SET binlog_format = STATEMENT, @a = 'b'; INSERT INTO t VALUES (2, @a)",
                "SET binlog_row_image = MINIMAL; UPDATE t SET v = 'b' WHERE id = 1",
                "SET binlog_row_image = NOBLOB; UPDATE notes SET id = 2",
                "XA START 'a'; INSERT INTO t VALUES (2, 'b'); XA END 'a'; XA PREPARE 'a'; XA ROLLBACK 'a'",
                "XA START 'a'; INSERT INTO t VALUES (2, 'b'); XA END 'a'; XA PREPARE 'a'; XA COMMIT 'a'",
                "START TRANSACTION; INSERT INTO t VALUES (2, 'b'); SAVEPOINT s; INSERT INTO t VALUES (3, 'c');"
                        + " INSERT INTO plain VALUES (1); ROLLBACK TO s; COMMIT",
            })
    @Failure(
            where = Where.BINARY_LOG,
            what = "statements of a session with binlog_format=STATEMENT",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "everything before it arrives, nothing from there on")
    @Failure(
            where = Where.BINARY_LOG,
            what = "rows of a session with binlog_row_image=MINIMAL or NOBLOB",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "everything before it arrives, nothing from there on")
    @Failure(
            where = Where.BINARY_LOG,
            what = "an XA transaction that is prepared, whatever becomes of it",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "everything before it arrives, nothing from there on")
    @Failure(
            where = Where.BINARY_LOG,
            what = "a rollback to a savepoint behind changes of a table that cannot roll back",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "everything before it arrives, nothing from there on")
    void whatCannotBeReplayedStopsTheStreamBehindWhatCan(String sql) throws Exception {
        database.execute(
                "CREATE TABLE notes (id INT PRIMARY KEY, body TEXT)",
                "INSERT INTO notes VALUES (1, 'x')",
                "INSERT INTO t VALUES (1, 'a')");
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables();
        database.execute("INSERT INTO t VALUES (100, 'before')", sql);

        try (ChangeStream stream = fixture.open(from, tables)) {
            assertThat(StreamFixture.takeUntilFailure(stream)).satisfies(outcome -> {
                assertThat(outcome.events()).contains(inserted(100, "before"));
                assertThat(outcome.events()).doesNotContain(inserted(2, "b"), inserted(3, "c"));
                assertThat(outcome.failure().code()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
            });
            assertThatExceptionOfType(MigrationException.class)
                    .as("asked again, the answer is the same")
                    .isThrownBy(() -> stream.take(1, Duration.ZERO));
        }
    }

    /** A stream that begins between the two halves knows of it from the position that it begins at. */
    @Test
    void anXaTransactionOfOtherTablesMayBePreparedBeforeARestartAndEndedBehindIt() throws Exception {
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables("t");
        SourcePosition between;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("XA START 'other'");
            statement.execute("INSERT INTO other VALUES (1)");
            statement.execute("XA END 'other'");
            statement.execute("XA PREPARE 'other'");
            SourcePosition prepared = fixture.position();
            try (ChangeStream stream = fixture.open(from, tables)) {
                between = lastEnd(StreamFixture.takeUntil(stream, prepared.gtids()));
            }
            assertThat(between.prepared()).hasSize(1);
        }
        database.execute("XA COMMIT 'other'", "INSERT INTO t VALUES (9, 'behind it')");
        SourcePosition end = fixture.position();

        try (ChangeStream stream = fixture.open(between, tables)) {
            assertThat(lastEnd(StreamFixture.takeUntil(stream, end.gtids())).prepared())
                    .isEmpty();
        }
    }

    private static SourcePosition lastEnd(List<SourceTransaction> transactions) {
        return transactions.get(transactions.size() - 1).end();
    }

    /** MariaDB has it from 11.4 on: an UPDATE's new image holds what has changed only. */
    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what =
                    "rows of a session with binlog_row_image=FULL_NODUP: an UPDATE comes without what it leaves as it was",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "everything before the first such UPDATE arrives, nothing from there on")
    void anUpdateWithoutTheValuesThatStayStopsTheStream() throws Exception {
        if (!database.server().isAtLeast(11, 4)) {
            assertUnknownToTheServer();
            return;
        }
        SourcePosition from = fixture.position();
        database.execute("SET binlog_row_image = FULL_NODUP; INSERT INTO t VALUES (1, 'a'), (2, NULL);"
                + " DELETE FROM t WHERE id = 2; UPDATE t SET v = 'b' WHERE id = 1; INSERT INTO t VALUES (3, 'c')");

        try (ChangeStream stream = fixture.open(from, fixture.tables("t"))) {
            StreamFixture.Outcome outcome = StreamFixture.takeUntilFailure(stream);

            assertThat(outcome.events())
                    .containsExactly(inserted(1, "a"), inserted(2, null), new RowDeleted(table("t"), image(2, null)));
            assertThat(outcome.failure().code()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
        }
    }

    private void assertUnknownToTheServer() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.execute("SET binlog_row_image = FULL_NODUP"))
                .withMessageContaining("FULL_NODUP");
    }

    /** The new image of an update of every column has them all; what else happens is logged as with FULL. */
    @Test
    void aRowImageWithoutRepetitionsThatIsWholeArrives() throws Exception {
        if (!database.server().isAtLeast(11, 4)) {
            assertUnknownToTheServer();
            return;
        }

        List<ChangeEvent> events = fixture.eventsOf("SET binlog_row_image = FULL_NODUP; INSERT INTO t VALUES (1, 'a');"
                + " UPDATE t SET id = 2, v = NULL WHERE id = 1; UPDATE t SET id = 3, v = 'c' WHERE id = 2");

        assertThat(events)
                .containsExactly(
                        inserted(1, "a"),
                        new RowUpdated(table("t"), image(1, "a"), image(2, null)),
                        new RowUpdated(table("t"), image(2, null), image(3, "c")));
    }

    /** Its rows were in the log before the stream began. */
    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "the commit of an XA transaction that was prepared before the stream began",
            code = FailureCode.STREAM_UNSAFE_EVENT,
            result = "nothing from there on is applied")
    void committingAnXaTransactionOfUnknownContentIsRefused() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("XA START 'early'; INSERT INTO t VALUES (2, 'b'); XA END 'early'; XA PREPARE 'early'");
        }
        SourcePosition from = fixture.position();
        List<SourceTable> tables = fixture.tables();
        database.execute("XA COMMIT 'early'");

        try (ChangeStream stream = fixture.open(from, tables)) {
            assertThat(StreamFixture.takeUntilFailure(stream).failure().code())
                    .isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "rows of a table that is no longer as it was planned",
            code = FailureCode.SCHEMA_CHANGED,
            result = "nothing from there on is applied")
    void aTableThatIsNoLongerAsPlannedIsNotDecoded() throws Exception {
        List<SourceTable> planned = fixture.tables();
        database.execute("ALTER TABLE t MODIFY id BIGINT");
        SourcePosition from = fixture.position();
        database.execute("INSERT INTO t VALUES (1, 'a')");

        try (ChangeStream stream = fixture.open(from, planned)) {
            MigrationException failure = StreamFixture.takeUntilFailure(stream).failure();
            assertThat(failure.code()).isEqualTo(FailureCode.SCHEMA_CHANGED);
            assertThat(failure).hasMessageContaining(table("t").toString()).hasMessageContaining("column id");
        }
    }

    @Test
    void aValueThatIsNotTextInItsCharacterSetComesAsItsBytes() throws Exception {
        database.execute("CREATE TABLE texts (id INT, v VARCHAR(10) CHARACTER SET cp1250)");
        List<SourceTable> tables = fixture.tables("texts");
        SourcePosition from = fixture.position();
        database.execute("INSERT INTO texts VALUES (1, _cp1250 0x98)");

        try (ChangeStream stream = fixture.open(from, tables)) {
            RowInserted event = (RowInserted)
                    StreamFixture.takeUntil(stream, fixture.position().gtids())
                            .get(0)
                            .events()
                            .iterator()
                            .next();
            assertThat(event.after().get(1))
                    .isInstanceOfSatisfying(
                            UnreadableText.class,
                            text -> assertThat(text.bytes()).isEqualTo(new byte[] {(byte) 0x98}));
        }
    }

    private TableName table(String name) {
        return new TableName(database.name(), name);
    }

    private RowInserted inserted(long id, @Nullable String value) {
        return new RowInserted(table("t"), image(id, value));
    }

    private static RowImage image(long id, @Nullable String value) {
        return new RowImage(new @Nullable Object[] {id, value});
    }

    private static Gtid last(SourcePosition position) {
        return position.gtids().gtids().iterator().next();
    }
}
