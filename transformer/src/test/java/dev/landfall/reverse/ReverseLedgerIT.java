package dev.landfall.reverse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
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
