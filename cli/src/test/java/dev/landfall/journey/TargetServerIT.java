package dev.landfall.journey;

import static dev.landfall.failure.FailureCode.TARGET_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.EmbeddedPostgreSql;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that ends, or can write no more. */
@SuppressWarnings("try") // whoever holds a lock holds it by being open
class TargetServerIT {
    /** PostgreSQL writes its own log in files of this size, which is not what is to fail. */
    private static final long WAL_SEGMENT = 16 << 20;

    @TempDir
    private static Path folder;

    private static EmbeddedPostgreSql server;

    @BeforeAll
    static void startServer() {
        server = EmbeddedPostgreSql.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Voyage copied(String... sql) throws Exception {
        Voyage voyage = Voyage.between(TestMariaDb.shared(), TestPostgres.of(server), Ledger.SCHEMA);
        voyage.source().execute(sql);
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        return voyage;
    }

    @Test
    @Failure(
            where = Where.TARGET,
            what = "PostgreSQL crashes in the middle of a transaction, and comes back within a minute",
            seen = "a warning, and that the stream goes on",
            result = "nothing of the batch was there, nor a position that says so; it is written again")
    void aCrashOfPostgreSqlIsOutlived() throws Exception {
        assertOutlived(server::crash);
    }

    /** Its sessions are told that somebody ends them (57P01), as they are when an administrator means only them. */
    @Test
    @Failure(
            where = Where.TARGET,
            what = "PostgreSQL is restarted in the middle of a transaction, and comes back within a minute",
            seen = "a warning, and that the stream goes on",
            result = "nothing of the batch was there, nor a position that says so; it is written again")
    void aRestartOfPostgreSqlIsOutlived() throws Exception {
        Voyage.Ended stream = assertOutlived(server::restart);

        assertThat(stream.err()).contains("terminating connection due to administrator command");
    }

    private static Voyage.Ended assertOutlived(Runnable end) throws Exception {
        try (Voyage voyage = copied()) {
            voyage.source().execute(Ledger.entries(1, 200));
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            voyage.source().execute(Ledger.entries(201, 10));
            String tenth = voyage.source().value("SELECT @@gtid_binlog_pos");
            voyage.source().execute(Ledger.entries(211, 10));
            LongTransaction reader =
                    LongTransaction.begin(voyage.target(), "SELECT * FROM shop.item WHERE id = 1 FOR UPDATE");
            CompletableFuture<Voyage.Ended> stream = voyage.runAside("stream");
            Ledger.awaitHeld(voyage, stream);
            assertThat(voyage.run("ctl", "stop-at=" + tenth).exitCode()).isZero();

            end.run();

            reader.close();
            Voyage.Ended ended = Ledger.end(stream);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.err())
                    .contains("Warning: the connection to the target is lost", "The target is back; the stream goes on")
                    .doesNotContain("Exception", "\tat ");
            assertThat(voyage.target().value("SELECT max(n) FROM shop.entry"))
                    .as("what migrate ctl has told the stream outlives it as well")
                    .isEqualTo("210");
            Ledger.assertGoesOn(voyage);
            return ended;
        }
    }

    /**
     * The kernel refuses to let the table's file grow, by a limit on the server's processes: a file system that is full would
     * need root to make. PostgreSQL takes the same way through its code, and ends at XX000 instead of 53100.
     */
    @Test
    @Failure(
            where = Where.TARGET,
            what = "a table of the target cannot grow: the disk is full (the test limits the size of its file)",
            code = TARGET_FAILED,
            result = "nothing of the batch is there; the next run goes on")
    void aFullDiskEndsTheStreamAndTheNextRunGoesOn() throws Exception {
        try (Voyage voyage = copied("INSERT INTO entry SELECT seq, REPEAT('v', 1500) FROM seq_1_to_12000")) {
            voyage.source().execute("INSERT INTO entry SELECT seq, REPEAT('new', 500) FROM seq_20001_to_21000");
            long size = Long.parseLong(voyage.target().value("SELECT pg_relation_size('shop.entry')"));
            assertThat(size).isGreaterThan(WAL_SEGMENT);

            limitFiles(voyage, Long.toString(size + 4096));
            try {
                Ledger.assertFailed(
                        voyage.run("stream", "--until", "caught-up"),
                        3,
                        "TARGET-006",
                        "Check free disk space",
                        "run the command again");
                assertThat(voyage.target().value("SELECT count(*) FROM shop.entry WHERE v LIKE 'new%'"))
                        .isEqualTo("0");
            } finally {
                limitFiles(voyage, "unlimited");
            }

            Ledger.assertGoesOn(voyage);
        }
    }

    /** For sessions from now on: they are children of the process that it is set for, by a program of the same user. */
    private static void limitFiles(Voyage voyage, String bytes) throws SQLException {
        voyage.target()
                .execute("COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; prlimit --pid " + server.pid() + " --fsize="
                        + bytes + ":'");
    }
}
