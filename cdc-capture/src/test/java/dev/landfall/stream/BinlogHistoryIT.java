package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** On a server of its own, whose binary log is begun anew. */
class BinlogHistoryIT {
    private static final String LARGE = "INSERT INTO t VALUES (0, REPEAT('a', 900000), REPEAT('b', 900000))";
    private static final String SMALL = "INSERT INTO t VALUES (1, 'a', 'b')";

    @Test
    void aPlaceIsKnownAgainWhereverItIs() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--max-allowed-packet=1M");
                TestSourceDatabase database = withTable(server)) {
            StreamFixture fixture = new StreamFixture(database);
            SourcePosition atEnd = fixture.position();
            assertKnown(database, atEnd);
            database.execute(SMALL);
            assertKnown(database, atEnd);

            database.execute(LARGE);
            SourcePosition behindLarge = fixture.position();
            assertKnown(database, behindLarge);
            database.execute(SMALL);
            assertKnown(database, behindLarge);
            database.execute(LARGE, "FLUSH BINARY LOGS", SMALL);
            assertKnown(database, behindLarge);
        }
    }

    @Test
    void anotherLogIsToldByWhatItHasThere() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--max-allowed-packet=1M");
                TestSourceDatabase database = withTable(server)) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute(SMALL, SMALL);
            SourcePosition position = fixture.position();

            database.execute("RESET MASTER");
            assertAnother(database, position);
            for (int i = 0; i < 20; i++) {
                database.execute("INSERT INTO t VALUES (1, 'a', REPEAT('b', " + i + "))");
            }
            assertAnother(database, position);
            database.execute(LARGE);
            assertAnother(database, position);
            database.execute("FLUSH BINARY LOGS", SMALL);
            assertAnother(database, position);
            // An event begins there, behind other transactions.
            assertAnother(
                    database,
                    new SourcePosition(
                            position.gtids(),
                            position.server(),
                            fixture.position().file(),
                            fixture.position().offset()));
        }
    }

    @Test
    void aLogBegunAnewBehindALargeEventIsAnotherOne() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--max-allowed-packet=1M");
                TestSourceDatabase database = withTable(server)) {
            database.execute(LARGE, SMALL);
            SourcePosition position = new StreamFixture(database).position();

            database.execute("RESET MASTER", LARGE, LARGE, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL);

            assertAnother(database, position);
        }
    }

    /** The server is known, and nothing that is gone was needed: what is left begins behind fewer transactions. */
    @Test
    void aLogBegunAnewWhoseBeginningIsPurgedIsAnotherOne() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase database = withTable(server)) {
            database.execute(SMALL, SMALL, SMALL);
            SourcePosition position = new StreamFixture(database).position();

            database.execute("RESET MASTER", SMALL, "FLUSH BINARY LOGS", SMALL, SMALL, SMALL, SMALL, SMALL, SMALL);
            database.execute("PURGE BINARY LOGS TO '"
                    + new StreamFixture(database).position().file() + "'");

            assertAnother(database, position);
        }
    }

    /** On a server that a stream was given later, domains may stand in another order than they came in before. */
    @Test
    void oneOfSeveralDomainsIsEnough() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase database = withTable(server)) {
            String other = "SET gtid_domain_id = 1; ";
            database.execute(SMALL, other + SMALL);
            SourcePosition both = new StreamFixture(database).position();
            database.execute(other + SMALL);
            SourcePosition place = new StreamFixture(database).position();
            database.execute(SMALL);
            GtidSet all = new StreamFixture(database).position().gtids();

            assertKnown(database, new SourcePosition(all, place.server(), place.file(), place.offset()));
            assertAnother(database, new SourcePosition(both.gtids(), place.server(), place.file(), place.offset()));
            assertAnother(database, new SourcePosition(all, both.server(), both.file(), both.offset() - 1));
        }
    }

    private static TestSourceDatabase withTable(TestMariaDb server) throws Exception {
        TestSourceDatabase database = server.createDatabase();
        database.execute("CREATE TABLE t (id INT, v LONGTEXT, w LONGTEXT)");
        return database;
    }

    private static void assertKnown(TestSourceDatabase database, SourcePosition position) {
        assertThatCode(() -> BinlogReach.check(new SourceDatabase(database.config()), position))
                .as(position.toString())
                .doesNotThrowAnyException();
    }

    private static void assertAnother(TestSourceDatabase database, SourcePosition position) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> BinlogReach.check(new SourceDatabase(database.config()), position))
                .satisfies(e -> Assertions.assertThat(e.code()).isEqualTo(FailureCode.SOURCE_BEHIND));
    }
}
