package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why -0 counts as 0. MariaDB 11.4 keeps it, and then both the snapshot and the stream bring it to the target. MariaDB 10.11, as
 * Debian has it, stores a 0 instead, so that a -0 of PostgreSQL could never come back; and where one remains, in a FLOAT that was
 * too small for its type, it sends 0 to who asks and -0 to the binary log.
 */
class NegativeZeroIT {
    /** The first digit of a key says before or behind the snapshot, the second one how the value came about. */
    private static final String[] ROWS = {
        "INSERT INTO zero VALUES (%1$d1, 0, 0), (%1$d2, -0e0, -0e0), (%1$d3, '-0', '-0'), (%1$d4, -0.0, -0.0)",
        "INSERT INTO zero VALUES (%1$d5, ROUND(-0.1e0), ROUND(-0.1e0)), (%1$d9, 0, -1e-60)",
        "INSERT INTO zero SELECT %1$d6, -d, -f FROM zero WHERE id = %1$d1"
    };
    /** Where MariaDB takes -0 for 0, which a DECIMAL always is, but for the FLOAT that was too small. */
    private static final String ONLY_TOO_SMALL = "19,29";

    private static final String ALL = "12,13,15,16,19,22,23,25,26,29";

    @TempDir
    private Path folder;

    @Test
    void countsAsZeroBecauseNotEveryMariaDbKeepsIt() throws Exception {
        try (Voyage voyage = Voyage.begin("CREATE TABLE zero (id INT PRIMARY KEY, d DOUBLE, f FLOAT)")) {
            insert(voyage, 1);
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            insert(voyage, 2);
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();

            String source = voyage.source()
                    .value("SELECT GROUP_CONCAT(id ORDER BY id) FROM zero"
                            + " WHERE HEX(POINT(d, 0)) <> HEX(POINT(0, 0)) OR HEX(POINT(f, 0)) <> HEX(POINT(0, 0))");
            assertThat(source).isIn(ONLY_TOO_SMALL, ALL);
            assertThat(voyage.target()
                            .value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.zero"
                                    + " WHERE d::text = '-0' OR f::text = '-0'"))
                    .isEqualTo(ALL.equals(source) ? ALL : "29");
            equal(voyage);

            // Neither is it one where somebody else has made the one of the other
            voyage.target()
                    .execute(
                            "UPDATE shop.zero SET d = '-0', f = '-0' WHERE id IN (11, 21)",
                            "UPDATE shop.zero SET d = 0, f = 0 WHERE id IN (12, 29)");
            equal(voyage);
            voyage.target().execute("UPDATE shop.zero SET d = '-1e-307' WHERE id = 11");
            assertThat(voyage.run("verify").exitCode()).isEqualTo(1);
        }
    }

    private static void insert(Voyage voyage, int round) throws SQLException {
        for (String sql : ROWS) {
            voyage.source().execute(sql.formatted(round));
        }
    }

    private void equal(Voyage voyage) throws IOException {
        for (String method : new String[] {"rows", "checksums"}) {
            Path config = Files.writeString(folder.resolve("landfall.yaml"), "verify: {method: " + method + "}\n");
            Voyage.Ended verify = voyage.run("verify", "-c", config.toString());
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }
}
