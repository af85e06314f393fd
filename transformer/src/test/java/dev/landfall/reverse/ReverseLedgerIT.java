package dev.landfall.reverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReverseLedgerIT {
    private static final int ROUNDS = 40;

    /** Groups of one source: the last position of one goes away, and the database with it, while another writes its first. */
    @Test
    void aFirstPositionIsNotRemovedWithTheLastOneOfAnother() throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            database.execute("DROP DATABASE IF EXISTS landfall");

            List<CompletableFuture<Integer>> groups = List.of(comesAndGoes(database, "a"), comesAndGoes(database, "b"));

            assertThat(groups).allSatisfy(kept -> assertThat(kept.join()).isEqualTo(ROUNDS));
            assertThat(database.value(
                            "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'landfall'"))
                    .isEqualTo("0");
        }
    }

    /** Others wait for the lock meanwhile, for whom a reader's transaction has no end. */
    @Test
    void aReaderKeepsTheEmptyDatabaseUntilTheNextRemoval() throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase();
                Connection source = database.connect();
                Connection reader = database.connect();
                Statement settings = source.createStatement()) {
            database.execute("DROP DATABASE IF EXISTS landfall");
            settings.execute("SET SESSION lock_wait_timeout = 86400");
            ReverseLedger ledger = new ReverseLedger("shop.read", "token");
            ledger.begin(source, 1);
            reader.setAutoCommit(false);
            assertThat(ledger.read(reader)).isPresent();

            assertThat(ReverseLedger.remove(source, "shop.read")).isTrue();

            assertThat(ledger.read(source)).isEmpty();
            assertThat(database.value("SELECT COUNT(*) FROM landfall.reverse_position"))
                    .isEqualTo("0");
            try (ResultSet row = settings.executeQuery("SELECT @@SESSION.lock_wait_timeout")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(86400);
            }
            reader.rollback();
            assertThat(ReverseLedger.remove(source, "shop.read")).isTrue();
            assertThat(ReverseLedger.remove(source, "shop.read")).isFalse();
        }
    }

    @Test
    void whoWaitsForAnotherGroupIsToldToRunItAgain() throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase();
                Connection one = database.connect();
                Connection other = database.connect();
                LedgerLock lock = LedgerLock.take(one)) {
            assertThatThrownBy(() -> LedgerLock.take(other, Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.SOURCE_FAILED);
                        assertThat(e.code().kind().retryIsSafe()).isTrue();
                        assertThat(e.advice()).startsWith("Run the command again");
                    });
            lock.commit();
        }
    }

    /** @return how often the position was there until it was removed */
    private static CompletableFuture<Integer> comesAndGoes(TestSourceDatabase database, String group) {
        return CompletableFuture.supplyAsync(
                () -> {
                    int kept = 0;
                    try (Connection source = database.connect()) {
                        ReverseLedger ledger = new ReverseLedger("shop." + group, "token");
                        for (int round = 1; round <= ROUNDS; round++) {
                            ledger.begin(source, round);
                            kept += ledger.read(source)
                                            .map(ReversePosition::lsn)
                                            .orElse(0L)
                                            .equals((long) round)
                                    ? 1
                                    : 0;
                            ReverseLedger.remove(source, "shop." + group);
                        }
                        return kept;
                    } catch (SQLException e) {
                        throw new IllegalStateException("of group " + group, e);
                    }
                },
                work -> new Thread(work, group).start());
    }
}
