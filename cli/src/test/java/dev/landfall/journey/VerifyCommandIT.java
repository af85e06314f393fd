package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandIT {
    @TempDir
    private Path folder;

    private static Voyage items() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(9,2))",
                "INSERT INTO item SELECT seq, CONCAT('item ', seq), seq FROM seq_1_to_3000");
    }

    @Test
    void aChangedAMissingAndAnExtraRowAreNamedWithTheirColumns() throws Exception {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
            voyage.target()
                    .execute(
                            "UPDATE shop.item SET price = 99.5 WHERE id = 1234",
                            "DELETE FROM shop.item WHERE id = 77",
                            "INSERT INTO shop.item VALUES (9999, 'extra', 1)");
            Path junit = folder.resolve("parity.xml");

            Voyage.Ended text = voyage.run("verify", "--junit", junit.toString());
            Voyage.Ended json = voyage.run("verify", "--output", "json");

            assertThat(text.exitCode()).as(text.toString()).isEqualTo(1);
            assertThat(text.out()).contains("id=1234", "price", "1234.00", "99.50", "id=77", "id=9999");
            assertThat(json.exitCode()).isEqualTo(1);
            assertThat(json.out()).contains("\"price\"", "1234", "99.50");
            assertThat(Files.readString(junit)).contains("<testsuite", "item", "<failure");
            assertThat(voyage.run("status").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatIsBehindIsNotCalledEqual() throws Exception {
        try (Voyage voyage = items()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            voyage.source().execute("DELETE FROM item WHERE id = 5");

            assertThat(voyage.run("verify").exitCode()).isEqualTo(1);
            assertThat(voyage.run("stream", "--until", "caught-up").exitCode()).isZero();
            assertThat(voyage.run("verify").exitCode()).isZero();
        }
    }
}
