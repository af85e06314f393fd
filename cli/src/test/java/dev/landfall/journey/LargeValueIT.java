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
        try (Voyage voyage =
                Voyage.begin("CREATE TABLE large (id INT PRIMARY KEY, t LONGTEXT CHARACTER SET utf8mb4, b LONGBLOB)")) {
            String packet = String.valueOf(voyage.source().value("SELECT @@global.max_allowed_packet"));
            try {
                // Sessions take it on when they begin.
                voyage.source().execute("SET GLOBAL max_allowed_packet = " + GIGABYTE);
                insert(voyage, 1);
                try (ProcessUnderTest snapshot = voyage.startAsLaunched("snapshot")) {
                    assertThat(snapshot.waitForExit(Duration.ofMinutes(5)))
                            .as(snapshot.stderr())
                            .isZero();
                }
                insert(voyage, 10);
                run(voyage, "stream", "--until", "caught-up");

                for (int id : new int[] {1, 10}) {
                    assertThat(voyage.target().value("SELECT md5(t) FROM shop.large WHERE id = " + id))
                            .isEqualTo(voyage.source().value("SELECT MD5(REPEAT('é', 52428800))"));
                    assertThat(voyage.target().value("SELECT md5(b) FROM shop.large WHERE id = " + (id + 1)))
                            .isEqualTo(voyage.source().value("SELECT MD5(REPEAT(x'00ff', 52428800))"));
                }
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
