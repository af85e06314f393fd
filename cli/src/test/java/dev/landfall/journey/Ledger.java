package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A table without a key, in which a loss and a double both show, and a stream that is disturbed while it fills it. */
final class Ledger {
    static final String[] SCHEMA = {
        "CREATE TABLE entry (n INT, v VARCHAR(2000))",
        "INSERT INTO entry VALUES (0, 'before')",
        "CREATE TABLE item (id INT PRIMARY KEY, v INT)",
        "INSERT INTO item VALUES (1, 0), (2, 0)"
    };

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SUMS = "SELECT count(*), count(DISTINCT n), sum(n) FROM ";
    private static final String WAITING = "SELECT xact_start FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database() AND application_name LIKE 'landfall stream%'";

    private Ledger() {}

    /** With a finished snapshot; the caller closes it. */
    static Voyage copied(TestMariaDb server) throws SQLException {
        Voyage voyage = Voyage.on(server, SCHEMA);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        return voyage;
    }

    /** Transactions of two statements each. */
    static String[] entries(int from, int count) {
        String[] sql = new String[count];
        for (int i = 0; i < count; i++) {
            int n = from + i;
            sql[i] = "BEGIN; INSERT INTO entry VALUES (" + n + ", 'v'); UPDATE item SET v = " + n
                    + " WHERE id = 1; COMMIT";
        }
        return sql;
    }

    /** On a server of one's own, whose next transactions are known before they happen. */
    static String later(Voyage voyage, int transactions) throws SQLException {
        String[] last = String.valueOf(voyage.source().value("SELECT @@gtid_binlog_pos"))
                .split("-");
        return last[0] + "-" + last[1] + "-" + (Long.parseLong(last[2]) + transactions);
    }

    /** Waits until a session of the stream waits for a lock. @return when its transaction has begun */
    static String awaitHeld(Voyage voyage, CompletableFuture<Voyage.Ended> stream) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            assertThat(stream.isDone())
                                    .as(() -> "ended: " + stream.join())
                                    .isFalse();
                            return heldSince(voyage);
                        },
                        held -> held != null);
    }

    static @Nullable String heldSince(Voyage voyage) throws SQLException {
        List<List<@Nullable String>> waiting = voyage.target().query(WAITING);
        return waiting.isEmpty() ? null : waiting.get(0).get(0);
    }

    static void awaitEntries(Voyage voyage, CompletableFuture<Voyage.Ended> stream, int count) {
        await().atMost(LIMIT).until(() -> {
            assertThat(stream.isDone()).as(() -> "ended: " + stream.join()).isFalse();
            return String.valueOf(count).equals(voyage.target().value("SELECT count(*) FROM shop.entry"));
        });
    }

    static Voyage.Ended end(CompletableFuture<Voyage.Ended> stream) throws Exception {
        return stream.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** @param exitCode 3 promises that running the command again goes on */
    static void assertFailed(Voyage.Ended ended, int exitCode, String... seen) {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        assertThat(ended.err()).contains(seen).doesNotContain("Exception", "\tat ");
        assertThat(ended.out()).isEmpty();
    }

    static void assertGoesOn(Voyage voyage) throws SQLException {
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();
        assertArrivedOnce(voyage);
    }

    static void assertArrivedOnce(Voyage voyage) throws SQLException {
        assertThat(voyage.target().query(SUMS + "shop.entry"))
                .isEqualTo(voyage.source().query(SUMS + "entry"));
        assertThat(voyage.target().query("SELECT id, v FROM shop.item ORDER BY id"))
                .isEqualTo(voyage.source().query("SELECT id, v FROM item ORDER BY id"));
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM landfall.event_ledger"
                                + " WHERE read_events <> applied + skipped + rejected"))
                .isEqualTo("0");
    }
}
