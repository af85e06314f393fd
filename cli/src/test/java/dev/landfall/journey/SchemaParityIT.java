package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Equal rows are not enough: what verify says of the schema around them. */
class SchemaParityIT {
    @Test
    void whatIsMissingSwitchedOffOrBehindIsTold() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20),"
                                + " changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                                + " KEY by_name (name))",
                        "INSERT INTO item (name) VALUES ('a'), ('b')",
                        "CREATE TABLE other (id INT PRIMARY KEY)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Voyage.Ended planned = voyage.run("verify");
            assertThat(planned.exitCode()).as(planned.toString()).isZero();
            assertThat(planned.out()).contains("Schema: as planned.");

            String index = voyage.target()
                    .value("SELECT indexname FROM pg_indexes WHERE schemaname = 'shop' AND indexname LIKE '%by_name%'");
            String made = voyage.target()
                    .value("SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' AND indexname = '" + index + "'");
            voyage.target().execute("DROP INDEX shop." + index);
            voyage.target().execute("ALTER TABLE shop.item DISABLE TRIGGER USER");
            Voyage.Ended different = voyage.run("verify");
            assertThat(different.exitCode()).as(different.toString()).isEqualTo(1);
            assertThat(different.out())
                    .contains("Schema: DIFFERENT (SCHEMA-003), 2 differences.", index, "missing", "disabled");
            Voyage.Ended others = voyage.run("verify", "--tables", "other");
            assertThat(others.exitCode()).as(others.toString()).isZero();

            voyage.target().execute(made);
            voyage.target().execute("ALTER TABLE shop.item ENABLE TRIGGER USER");
            assertThat(voyage.run("verify").exitCode()).isZero();
            Voyage.Ended cutover = voyage.run("cutover", "--one-way");
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            assertThat(voyage.run("verify").out()).contains("Schema: the target's own since the hand-over");

            voyage.target().execute("ALTER TABLE shop.item ALTER COLUMN id RESTART WITH 2");
            Voyage.Ended behind = voyage.run("verify");
            assertThat(behind.exitCode()).as(behind.toString()).isEqualTo(1);
            assertThat(behind.out()).contains("shop.item.id", "next value above 2", "next value 2");
        }
    }
}
