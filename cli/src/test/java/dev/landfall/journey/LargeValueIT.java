package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.ProcessUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Values of a hundred megabytes, on both ways. */
class LargeValueIT {
    private static final String GIGABYTE = "1073741824";

    @Test
    void aHundredMegabytesArriveAsTheyAre() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE large (id INT PRIMARY KEY, t LONGTEXT CHARACTER SET utf8mb4, b LONGBLOB)",
                "CREATE TABLE named (name LONGTEXT CHARACTER SET utf8mb4 NOT NULL UNIQUE, body LONGTEXT)")) {
            String packet = String.valueOf(voyage.source().value("SELECT @@global.max_allowed_packet"));
            try {
                // Sessions take it on when they begin.
                voyage.source().execute("SET GLOBAL max_allowed_packet = " + GIGABYTE);
                insert(voyage, 1);
                insert(voyage, 5);
                try (ProcessUnderTest snapshot = voyage.startAsLaunched("snapshot")) {
                    assertThat(snapshot.waitForExit(Duration.ofMinutes(5)))
                            .as(snapshot.stderr())
                            .isZero();
                }
                insert(voyage, 10);
                voyage.source()
                        .execute(
                                // Their images before and after the change are in one event.
                                "UPDATE large SET t = REPEAT('ж', 52428800) WHERE id = 1",
                                "UPDATE large SET b = REPEAT(x'ff00', 52428800) WHERE id = 2",
                                "DELETE FROM large WHERE id IN (5, 6)",
                                "INSERT INTO named VALUES (REPEAT('é', 2500000), 'short'), (REPEAT('ж', 2500000), 'gone')",
                                "UPDATE named SET body = REPEAT('漢', 2000000) WHERE body = 'short'",
                                "DELETE FROM named WHERE body = 'gone'");
                try (ProcessUnderTest stream = voyage.startAsLaunched("stream", "--until", "caught-up")) {
                    assertThat(stream.waitForExit(Duration.ofMinutes(5)))
                            .as(stream.stderr())
                            .isZero();
                }

                assertThat(voyage.target().query("SELECT id FROM shop.large ORDER BY id"))
                        .isEqualTo(voyage.source().query("SELECT id FROM large ORDER BY id"));
                for (int id : new int[] {1, 10}) {
                    assertThat(voyage.target().value("SELECT md5(t) FROM shop.large WHERE id = " + id))
                            .isEqualTo(voyage.source().value("SELECT MD5(t) FROM large WHERE id = " + id));
                    assertThat(voyage.target().value("SELECT md5(b) FROM shop.large WHERE id = " + (id + 1)))
                            .isEqualTo(voyage.source().value("SELECT MD5(b) FROM large WHERE id = " + (id + 1)));
                }
                assertThat(voyage.target().query("SELECT md5(name), md5(body) FROM shop.named"))
                        .isEqualTo(voyage.source().query("SELECT MD5(name), MD5(body) FROM named"));
                run(voyage, "verify");
            } finally {
                // A new file: before MariaDB 11.4 no snapshot of a busy server begins while the current one has such an
                // event.
                voyage.source().execute("SET GLOBAL max_allowed_packet = " + packet, "FLUSH BINARY LOGS");
            }
        }
    }

    private static void insert(Voyage voyage, int id) throws SQLException {
        voyage.source()
                .execute(
                        "INSERT INTO large VALUES (" + id + ", REPEAT('é', 52428800), NULL)",
                        "INSERT INTO large VALUES (" + (id + 1) + ", NULL, REPEAT(x'00ff', 52428800))");
    }

    private static void run(Voyage voyage, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
}
