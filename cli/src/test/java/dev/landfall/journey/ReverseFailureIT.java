package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.Relay;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A way back whose servers go away, and one that is given up while it is used. */
class ReverseFailureIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private EmbeddedMariaDb server;
    private Voyage voyage;

    /** With read_only in its settings, as the manual asks for, so that a restart does not open it. */
    @BeforeEach
    void cutOver() throws Exception {
        server = EmbeddedMariaDb.start(folder, List.of("--read-only"));
        voyage = Voyage.on(
                TestMariaDb.of(server),
                "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, n INT)",
                "INSERT INTO item (n) SELECT seq FROM seq_1_to_50");
        assertThat(voyage.run("snapshot").exitCode()).isZero();
        Voyage.Ended cutover = voyage.run("cutover", "--reverse-window", "48h");
        assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        voyage.close();
        server.close();
    }

    @Test
    @Failure(
            where = Where.WAY_BACK,
            what = "MariaDB or PostgreSQL goes away during the window, and comes back within a minute",
            seen = "a warning, and that reverse goes on",
            result = "what was written meanwhile comes back once")
    @Failure(
            where = Where.WAY_BACK,
            what = "the window is given up (cutover --final) while reverse runs, or while MariaDB is away",
            seen = "reverse ends with exit code 0",
            result = "PostgreSQL keeps no log any more; what remains on MariaDB is named")
    void outagesOfBothServersAreOutlivedAndTheEndOfTheWindowIsAnEnd() throws Exception {
        TestPostgres target = TestPostgres.shared();
        try (Relay relay = Relay.to(target.host(), target.port())) {
            CompletableFuture<Voyage.Ended> reverse = voyage.runAside(
                    "reverse", "--target", relay.instead(voyage.target().url()));
            written(reverse, 100);

            server.restart();
            written(reverse, 101);

            relay.cut();
            voyage.target().execute("UPDATE shop.item SET n = 0");
            relay.restore();
            written(reverse, 102);

            server.crash();
            written(reverse, 103);

            Voyage.Ended last = voyage.run(
                    "cutover",
                    "--final",
                    "--reverse-window",
                    "0s",
                    "--source",
                    voyage.source().url().replace(":" + server.port() + "/", ":1/"));
            assertThat(last.exitCode()).as(last.toString()).isZero();
            assertThat(last.out()).contains("FINAL", "NOT REMOVED", "database landfall");

            Voyage.Ended ended = reverse.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.out()).contains("CLOSED");
            assertThat(ended.err())
                    .contains(
                            "Warning: the connection to MariaDB is lost",
                            "Warning: the connection to PostgreSQL is lost")
                    .doesNotContain("\tat ");
            assertThat(voyage.source().value("SELECT SUM(n) FROM item"))
                    .isEqualTo(voyage.target().value("SELECT sum(n) FROM shop.item"));
        }
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                .isEqualTo("0");
        assertThat(voyage.run("cutover", "--final").exitCode()).isZero();
        assertThat(voyage.source()
                        .value("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'landfall'"))
                .isEqualTo("0");
    }

    private void written(CompletableFuture<Voyage.Ended> reverse, int n) throws Exception {
        voyage.target().execute("INSERT INTO shop.item (n) VALUES (" + n + ")");
        await().atMost(LIMIT)
                .until(() -> reverse.isDone()
                        || "1".equals(voyage.source().value("SELECT COUNT(*) FROM item WHERE n = " + n)));
        assertThat(reverse.isDone())
                .as(() -> String.valueOf(reverse.getNow(null)))
                .isFalse();
    }
}
