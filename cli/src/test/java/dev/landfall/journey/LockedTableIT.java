package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose engine has no snapshots: refused, or locked for their copy where that is allowed. */
class LockedTableIT {
    private static final String[] SCHEMA = {
        "CREATE TABLE old (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(60)) ENGINE=MyISAM",
        "CREATE TABLE aria (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(60)) ENGINE=Aria TRANSACTIONAL=0",
        "CREATE TABLE plain (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(60))",
        "INSERT INTO old (v) SELECT CONCAT('v', seq) FROM seq_1_to_20000",
        "INSERT INTO aria (v) SELECT CONCAT('v', seq) FROM seq_1_to_20000",
        "INSERT INTO plain (v) SELECT CONCAT('v', seq) FROM seq_1_to_20000"
    };

    @TempDir
    private Path folder;

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what =
                    "tables whose engine has no snapshots (MyISAM, Aria, MEMORY), so that a copy has no place in the log",
            code = FailureCode.SCHEMA_BLOCKED,
            result = "the snapshot refuses, unless they may be locked for their copy; nothing is copied")
    void withoutLeaveTheyAreRefused() throws SQLException {
        try (Voyage voyage = Voyage.begin(SCHEMA)) {
            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).isEqualTo(2);
            assertThat(snapshot.err()).contains("SCHEMA-001", "MyISAM", "mapping.lockForCopy");
        }
    }

    /** Its rows are as of its lock, which comes later than the plan. */
    @Test
    void oneThatIsAlteredBeforeItsLockIsNotCopiedByTheOldPlan() throws Exception {
        Path config = Files.writeString(
                folder.resolve("altered.yaml"),
                "mapping: {lockForCopy: ['*']}\nsnapshot: {workers: 1, limits: {rowsPerSecond: 1000}}\n");
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE first (id INT PRIMARY KEY, v INT) ENGINE=MyISAM",
                "INSERT INTO first SELECT seq, seq FROM seq_1_to_10000",
                "CREATE TABLE later (id INT PRIMARY KEY, v DECIMAL(10,2)) ENGINE=MyISAM",
                "INSERT INTO later VALUES (1, 1.25)")) {
            voyage.awaitOlderDefinitions();
            CompletableFuture<Voyage.Ended> snapshot = voyage.runAside("snapshot", "-c", config.toString());
            // Given a copy that pays for the first table's rows
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(snapshot.getNow(null)).isNull();
                return "t".equals(voyage.target().value("SELECT to_regclass('shop.first') IS NOT NULL"))
                        && "10000".equals(voyage.target().value("SELECT count(*) FROM shop.first"));
            });
            voyage.source().execute("ALTER TABLE later MODIFY v DECIMAL(10,4)", "UPDATE later SET v = 1.2345");
            voyage.run("ctl", "rows-per-second=off");
            Voyage.Ended ended = snapshot.get();
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("SOURCE-006", ".later was altered");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.later")).isEqualTo("0");
        }
    }

    /** Their former rows are in the same table, which has one name only. */
    @Test
    void formerRowsAreReadUnderTheSameLock() throws Exception {
        Path config =
                Files.writeString(folder.resolve("history.yaml"), "mapping: {lockForCopy: ['*'], history: ['*']}\n");
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, v INT) ENGINE=MyISAM WITH SYSTEM VERSIONING",
                "INSERT INTO item VALUES (1, 1), (2, 2)",
                "UPDATE item SET v = 3 WHERE id = 1")) {
            Voyage.Ended snapshot = voyage.run("snapshot", "-c", config.toString());
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("2");
            assertThat(voyage.target().value("SELECT v FROM shop.item_history")).isEqualTo("1");
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "the same, with leave to lock them (mapping.lockForCopy), under a writer that never stops",
            result = "they are locked for their copy, and arrive whole by copy and stream")
    void underAWriterTheyArriveWhole() throws Exception {
        Path config = Files.writeString(
                folder.resolve("landfall.yaml"), "mapping: {lockForCopy: [old, aria]}\nsnapshot: {workers: 2}\n");
        try (Voyage voyage = Voyage.begin(SCHEMA)) {
            voyage.source().execute("FLUSH BINARY LOGS");
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(voyage, stop));
            try {
                Voyage.Ended snapshot = voyage.run("snapshot", "-c", config.toString());
                assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            } finally {
                stop.set(true);
            }
            assertThat(writer.get(60, TimeUnit.SECONDS)).isGreaterThan(10);

            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            Voyage.Ended verify = voyage.run("verify");
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    private static int write(Voyage voyage, AtomicBoolean stop) {
        int written = 0;
        try (Connection connection = voyage.source().connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                for (String table : new String[] {"old", "aria", "plain"}) {
                    int id = 1 + written * 37 % 20_000;
                    statement.execute("INSERT INTO " + table + " (v) VALUES ('new " + written + "')");
                    statement.execute("UPDATE " + table + " SET v = CONCAT(v, '+') WHERE id = " + id);
                    statement.execute("DELETE FROM " + table + " WHERE id = " + (id + 1));
                }
                written++;
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
