package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What foreign keys did to child rows is not in the binary log; whether they were on is. */
class CascadeIT {
    private static final String[] FAMILY = {
        "CREATE TABLE parent (id INT PRIMARY KEY, code INT UNIQUE)",
        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, CONSTRAINT of_parent FOREIGN KEY (parent_id) REFERENCES"
                + " parent (id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE toy (id INT PRIMARY KEY, child_id INT, code INT, CONSTRAINT of_child FOREIGN KEY (child_id)"
                + " REFERENCES child (id) ON DELETE SET NULL, CONSTRAINT of_code FOREIGN KEY (code) REFERENCES parent"
                + " (code) ON UPDATE CASCADE ON DELETE SET NULL)",
        "INSERT INTO parent SELECT seq, seq + 100 FROM seq_1_to_9",
        "INSERT INTO child SELECT seq, 1 + seq % 9 FROM seq_1_to_90",
        "INSERT INTO toy SELECT seq, 1 + seq % 90, 101 + seq % 9 FROM seq_1_to_300",
    };

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "what foreign keys did to child rows (CASCADE, SET NULL), which is not in the binary log",
            result = "the same on the target, and not where foreign_key_checks was off")
    void foreignKeysActExactlyWhereTheyDidOnTheSource() throws SQLException {
        try (Voyage voyage = Voyage.begin(FAMILY)) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            voyage.source()
                    .execute("DELETE FROM parent WHERE id = 1;"
                            + " SET SESSION foreign_key_checks = 0; DELETE FROM parent WHERE id = 2;"
                            + " UPDATE parent SET id = 30, code = 130 WHERE id = 3; DELETE FROM child WHERE id = 5;"
                            + " SET SESSION foreign_key_checks = 1; UPDATE parent SET id = 40, code = 140 WHERE id = 4;"
                            + " DELETE FROM child WHERE id = 6");
            voyage.source()
                    .execute("BEGIN; SET SESSION foreign_key_checks = 0; DELETE FROM parent WHERE id = 5;"
                            + " INSERT INTO parent VALUES (5, 105); SET SESSION foreign_key_checks = 1;"
                            + " DELETE FROM parent WHERE id = 6; INSERT INTO child VALUES (500, 5); COMMIT");

            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            Voyage.Ended verified = voyage.run("verify");
            assertThat(verified.exitCode()).as(verified.toString()).isZero();
            assertThat(voyage.target().value("SELECT count(*) FROM shop.child WHERE parent_id IN (2, 3, 5)"))
                    .as("children of parents that went while foreign keys were off")
                    .isEqualTo("31");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.child WHERE parent_id IN (1, 6)"))
                    .isEqualTo("0");
        }
    }
}
