package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.source.SourceConfig;
import dev.landfall.testing.TestLogin;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the first look to parity, with no more than the privileges that docs/privileges.md asks for. */
class JourneySmokeIT {
    private static final String[] SHOP = {
        "CREATE TABLE customer (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) NOT NULL UNIQUE, born DATE)",
        "CREATE TABLE purchase (id BIGINT AUTO_INCREMENT PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, total DECIMAL(12,2)"
                + " CHECK (total >= 0), details JSON, state ENUM('open','paid') NOT NULL, KEY (state),"
                + " FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE)",
        "CREATE TABLE line (purchase_id BIGINT, position INT, what VARCHAR(40), PRIMARY KEY (purchase_id, position),"
                + " FOREIGN KEY (purchase_id) REFERENCES purchase (id) ON DELETE CASCADE)",
        "INSERT INTO customer (name, born) SELECT CONCAT('Zoë ', seq), '1970-01-01' + INTERVAL seq DAY FROM seq_1_to_300",
        "INSERT INTO purchase (customer_id, total, details, state) SELECT 1 + seq % 300, seq / 7, '{\"n\": 1}', 'open'"
                + " FROM seq_1_to_900",
        "INSERT INTO line SELECT 1 + seq % 900, seq DIV 900, CONCAT('thing ', seq) FROM seq_1_to_1800"
    };

    @Test
    void aDatabaseArrivesWithTheDocumentedPrivileges() throws SQLException {
        try (Voyage voyage = Voyage.begin(SHOP)) {
            SourceConfig source = voyage.source()
                    .createUser(
                            "landfall",
                            "SELECT ON " + voyage.source().name() + ".*",
                            "REPLICATION SLAVE, BINLOG MONITOR ON *.*");
            TestLogin target = voyage.target()
                    .createUser(
                            "landfall", "CREATE ON DATABASE " + voyage.target().name());
            Map<String, String> passwords = Map.of(
                    "MIGRATE_SOURCE_PASSWORD", source.password().value(),
                    "MIGRATE_TARGET_PASSWORD", target.password().value());
            String[] users = {
                "--source", source.display(), "--target", voyage.target().url(target.user())
            };

            assertThat(succeeds(voyage, passwords, users, "assess").out())
                    .contains("lacks TRIGGER, EVENT, EXECUTE on "
                            + voyage.source().name());
            succeeds(voyage, passwords, users, "snapshot");
            voyage.source()
                    .execute(
                            "UPDATE purchase SET state = 'paid', total = total + 1 WHERE id % 3 = 0",
                            "DELETE FROM customer WHERE id = 7", "INSERT INTO customer (name) VALUES ('late')");
            succeeds(voyage, passwords, users, "stream", "--until", "caught-up");
            Voyage.Ended verified = succeeds(voyage, passwords, users, "verify");
            Voyage.Ended status = succeeds(voyage, passwords, users, "status");

            assertThat(verified.out()).contains("customer", "purchase", "line");
            assertThat(status.out()).contains("streaming");
            // The cascades of the foreign keys have arrived, and so have the keys themselves.
            assertThat(voyage.target().value("SELECT count(*) FROM shop.purchase"))
                    .isEqualTo("897");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.line")).isEqualTo("1794");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated AND"
                                    + " connamespace = 'shop'::regnamespace"))
                    .isEqualTo("2");
            succeeds(voyage, passwords, users, "cleanup", "--yes");
        }
    }

    private static Voyage.Ended succeeds(
            Voyage voyage, Map<String, String> passwords, String[] users, String... command) {
        String[] arguments = new String[command.length + users.length];
        System.arraycopy(command, 0, arguments, 0, command.length);
        System.arraycopy(users, 0, arguments, command.length, users.length);
        Voyage.Ended ended = voyage.runWith(passwords, arguments);
        assertThat(ended.exitCode()).as(command[0] + ": " + ended).isZero();
        return ended;
    }
}
