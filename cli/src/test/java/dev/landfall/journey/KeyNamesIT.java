package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Names that are apart on the source and would come out alike on the target. */
class KeyNamesIT {
    @Test
    void noKeyIsLostToANameThatIsTaken() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,"
                        + " UNIQUE email (email), KEY users_email (email, id))",
                "CREATE TABLE orders (id INT PRIMARY KEY, item INT, UNIQUE item (item))",
                "CREATE TABLE orders_item (id INT PRIMARY KEY, user_id INT CHECK (user_id > 0),"
                        + " CONSTRAINT user_id FOREIGN KEY (user_id) REFERENCES users (id))")) {
            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(count(
                            voyage,
                            "pg_index WHERE indisunique AND NOT indisprimary AND indrelid IN"
                                    + " ('shop.users'::regclass, 'shop.orders'::regclass)"))
                    .isEqualTo("2");
            assertThat(count(voyage, "pg_index WHERE indrelid = 'shop.users'::regclass"))
                    .isEqualTo("3");
            assertThat(count(voyage, "pg_constraint WHERE conrelid = 'shop.orders_item'::regclass AND contype = 'f'"))
                    .isEqualTo("1");
            assertThat(count(voyage, "pg_constraint WHERE conrelid = 'shop.orders_item'::regclass AND contype = 'c'"))
                    .isEqualTo("1");
            assertThat(voyage.run("schema", "diff").exitCode()).isZero();
        }
    }

    private static String count(Voyage voyage, String from) throws SQLException {
        return voyage.target().value("SELECT count(*) FROM " + from);
    }
}
