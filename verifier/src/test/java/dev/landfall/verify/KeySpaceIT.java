package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.verify.cells.ZeroSigns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeySpaceIT {
    private static KeySpan measured(MigratedDatabase database, String table, long estimatedRows, String... differing)
            throws Exception {
        TableCheck check =
                new TableCheck(database.table(table), List.of(), estimatedRows, 100, Method.AUTO, ZeroSigns.IGNORED);
        for (String key : differing) {
            check.located(new Candidate(
                    new RowKey("digest of " + key, List.of(key)),
                    new RowState(new RowDigests(Map.of("row", 1L)), 0),
                    RowState.ABSENT));
        }
        AppliedGate gate = new AppliedGate(
                database.caughtUp(), VerifyOptions.DEFAULTS.patience(), database.targetDatabase::explain);
        try (SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            new KeySpace(new Frames(sessions, Strength.STATIC, GtidSet.parse(""), gate)).measure(check);
        }
        return Objects.requireNonNull(check.verdict().span());
    }

    @Test
    void theEndsOfTextsAreThoseOfTheDifferencesWhereTheTableIsLarge() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE codes (code VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "INSERT INTO codes VALUES ('Zoe'), ('anna'), ('Bert')")) {
            KeySpan small = measured(database, "codes", 3, "Mia", "ida");
            assertThat(small.whole()).isTrue();
            assertThat(small.first().text() + " " + small.last().text()).isEqualTo("Bert ida");
            KeySpan large = measured(database, "codes", 2_000_000, "Mia", "ida");
            assertThat(large.whole()).isFalse();
            assertThat(large.first().text() + " " + large.last().text()).isEqualTo("Mia ida");
        }
    }

    /** Values that only PostgreSQL has are last in its order, and are no end that anybody could draw. */
    @Test
    void anEndWithoutAPlaceIsNone() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE amounts (amount DECIMAL(20,2) PRIMARY KEY)", "INSERT INTO amounts VALUES (-1.5), (7)")) {
            database.target.execute("INSERT INTO shop.amounts VALUES ('NaN')");
            KeySpan span = measured(database, "amounts", 3, "NaN", "3.25");
            assertThat(span.first().text() + " " + span.last().text()).isEqualTo("-1 7");
            assertThat(span.unplaced()).isEqualTo(1);
        }
    }
}
