package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Children without a parent, as foreign_key_checks=0 lets them in: no dead end after a long copy. */
class OrphanIT {
    private static final String VALID =
            "SELECT bool_and(convalidated) FROM pg_constraint WHERE conrelid = 'shop.child'::regclass AND contype = 'f'";

    @Test
    void orphansAreNamedAndCanBeCorrectedOnTheSource() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, CONSTRAINT of_parent FOREIGN KEY (parent_id)"
                        + " REFERENCES parent (id))",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (10, 1)",
                "SET SESSION foreign_key_checks = 0; INSERT INTO child VALUES (11, 99)")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.err()).contains("constraint shop.child.of_parent does not hold", "(parent_id)=(99)");
            assertThat(voyage.target().value(VALID)).isEqualTo("f");
            assertThat(voyage.run("verify").exitCode()).isZero();
            assertThat(voyage.run("status").out()).contains("shop.child.of_parent did not hold");
            Voyage.Ended closed = voyage.run("cutover", "--rehearse");
            assertThat(closed.exitCode()).as(closed.toString()).isEqualTo(1);
            assertThat(closed.err()).contains("CUTOVER-001", "of_parent", "(parent_id)=(99)");

            voyage.source().execute("DELETE FROM child WHERE id = 11");

            Voyage.Ended rehearsed = voyage.run("cutover", "--rehearse");
            assertThat(rehearsed.exitCode()).as(rehearsed.toString()).isZero();
            assertThat(voyage.target().value(VALID)).isEqualTo("t");
            assertThat(voyage.run("status").exitCode()).isZero();
        }
    }

    @Test
    void rowsThatBreakACheckAreNoDeadEnd() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, price INT, CONSTRAINT positive CHECK (price > 0))",
                "INSERT INTO item VALUES (1, 1)",
                "SET SESSION check_constraint_checks = 0; INSERT INTO item VALUES (2, -2)")) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.err()).contains("constraint shop.item.positive does not hold");
            assertThat(voyage.run("verify").exitCode()).isZero();
            assertThat(voyage.run("cutover", "--rehearse").err()).contains("CUTOVER-001", "positive");
            // What breaks it later does not stop the stream either.
            voyage.source()
                    .execute("SET SESSION check_constraint_checks = 0; INSERT INTO item VALUES (3, -3);"
                            + " UPDATE item SET price = -4 WHERE id = 2");
            Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
            assertThat(stream.exitCode()).as(stream.toString()).isZero();
            assertThat(voyage.target().value("SELECT sum(price) FROM shop.item"))
                    .isEqualTo("-6");
            assertThat(voyage.run("status").out()).contains("shop.item.positive did not hold");

            voyage.source().execute("UPDATE item SET price = 2 WHERE price < 0");

            Voyage.Ended rehearsed = voyage.run("cutover", "--rehearse");
            assertThat(rehearsed.exitCode()).as(rehearsed.toString()).isZero();
            assertThat(voyage.target()
                            .value(
                                    "SELECT convalidated FROM pg_constraint WHERE conrelid = 'shop.item'::regclass AND conname"
                                            + " = 'positive'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void aTextKeyThatMatchesByItsCollationOnlyIsNamed() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE parent (code VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, code VARCHAR(9) COLLATE utf8mb4_general_ci, CONSTRAINT of_parent"
                        + " FOREIGN KEY (code) REFERENCES parent (code))",
                "INSERT INTO parent VALUES ('ABC')",
                "INSERT INTO child VALUES (1, 'abc')")) {
            assertThat(voyage.run("assess").out()).contains("FK-004", "utf8mb4_general_ci");

            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.err()).contains("constraint shop.child.of_parent does not hold", "(code)=(abc)");
        }
    }
}
