package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamCommandIT {
    private static Voyage items() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))", "INSERT INTO item VALUES (1, 'one')");
    }

    @Test
    @Failure(
            where = Where.POSITION,
            what = "a stream is started before there is a snapshot",
            code = FailureCode.NO_MIGRATION,
            result = "nothing is applied")
    void aStreamBeforeTheSnapshotIsRefused() throws SQLException {
        try (Voyage voyage = items()) {
            Voyage.Ended ended = voyage.run("stream");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).contains("RUN-003", "migrate snapshot");
        }
    }

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "a second stream of the same migration is started",
            code = FailureCode.ALREADY_RUNNING,
            result = "the first one goes on")
    @Failure(
            where = Where.OURSELVES,
            what = "Ctrl-C",
            seen = "ends with exit code 0",
            result =
                    "the stream ends after its batch, or rolls it back when it takes more than three seconds; the next run goes on")
    void aSecondStreamIsRefusedAndAnInterruptIsACleanStop() throws Exception {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            try (ProcessUnderTest stream = voyage.start("stream")) {
                voyage.source().execute("INSERT INTO item VALUES (2, 'two')");
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> "2".equals(voyage.target().value("SELECT count(*) FROM shop.item")));

                Voyage.Ended second = voyage.run("stream");
                stream.interrupt();

                assertThat(second.exitCode()).as(second.toString()).isEqualTo(2);
                assertThat(second.err()).contains("RUN-001");
                assertThat(stream.waitForExit(Duration.ofSeconds(30)))
                        .as(stream.stderr())
                        .isZero();
            }
        }
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "a schema change that cannot be followed: a generated column",
            code = FailureCode.STREAM_DDL,
            result = "everything before it is applied; the statement is named, and nothing is proposed")
    void aSchemaChangeStopsBeforeItWithTheStatement() throws SQLException {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("INSERT INTO item VALUES (2, 'two')", "ALTER TABLE item ADD extra INT AS (id + 1)");

            Voyage.Ended ended = voyage.run("stream", "--until", "caught-up");

            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("STREAM-001", "ADD extra INT AS (id + 1)")
                    .doesNotContain("--accept-ddl");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("2");
        }
    }

    @Test
    void stopAtIsExact() throws SQLException {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("INSERT INTO item VALUES (2, 'two')");
            String position = voyage.source().value("SELECT @@gtid_binlog_pos");
            voyage.source().execute("INSERT INTO item VALUES (3, 'three')");

            assertThat(voyage.run("stream", "--stop-at", position).exitCode()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("2");
            // Where it is already, there is nothing to do
            assertThat(voyage.run("stream", "--stop-at", position).exitCode()).isZero();
            // and what is passed is not said to be reached.
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            Voyage.Ended past = voyage.run("stream", "--stop-at", position);
            assertThat(past.exitCode()).as(past.toString()).isEqualTo(2);
            assertThat(past.err()).contains("RUN-002", "The target is past " + position);
        }
    }
}
