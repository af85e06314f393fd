package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Identities and sequences that give a number which is taken, after a hand-over, with and without a stream and a writer. */
class CountersBehindIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String AHEAD = "counters are ahead of their columns";

    /** A cutover leaves the source read-only, and the server is shared. */
    @AfterEach
    void reopenTheSource() throws SQLException {
        try (TestSourceDatabase any = TestMariaDb.shared().createDatabase()) {
            any.execute("SET GLOBAL read_only = OFF");
        }
    }

    private static Voyage shop() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO item (name) VALUES ('a'), ('b')",
                "CREATE TABLE busy (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
                "CREATE SEQUENCE ticket START WITH 5 INCREMENT BY 2 NOCACHE",
                "CREATE TABLE tickets (id INT PRIMARY KEY, n BIGINT DEFAULT NEXTVAL(ticket))",
                "INSERT INTO tickets (id) VALUES (1), (2)",
                "CREATE SEQUENCE down START WITH -1 INCREMENT BY -1 MINVALUE -100 MAXVALUE -1 NOCACHE",
                "CREATE TABLE downs (id INT PRIMARY KEY, n INT DEFAULT NEXTVAL(down))",
                "INSERT INTO downs (id) VALUES (1)",
                "CREATE SEQUENCE alone START WITH 10 NOCACHE",
                "SELECT NEXTVAL(alone)",
                // The cache takes more numbers than there are
                "CREATE SEQUENCE round MAXVALUE 10 CYCLE",
                "SELECT NEXTVAL(round)",
                "CREATE SEQUENCE spent MAXVALUE 2 NOCACHE",
                "SELECT NEXTVAL(spent)",
                "SELECT NEXTVAL(spent)");
    }

    @Test
    void oneThatIsOneBehindIsFoundAndNamed() throws SQLException {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Voyage.Ended cutover = voyage.run("cutover", "--one-way");
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            assertThat(voyage.run("verify").out()).contains(AHEAD);
            assertThat(voyage.target().value("SELECT last_value || ' ' || is_called FROM shop.spent"))
                    .isEqualTo("2 true");
            assertThat(voyage.target().value("SELECT nextval('shop.round')")).isEqualTo("1");

            putBack(voyage);
            namesThemAll(voyage.run("verify"));
            Voyage.Ended some = voyage.run("verify", "--tables", "downs");
            assertThat(some.exitCode()).as(some.toString()).isEqualTo(1);
            assertThat(some.out()).contains("1 difference", "shop.down (downs.n)");
            assertThat(voyage.run("verify", "--tables", "busy").exitCode()).isZero();

            // What the target has made something else of is its own
            putRight(voyage);
            voyage.target()
                    .execute("ALTER TABLE shop.tickets ALTER COLUMN n DROP DEFAULT", "DROP SEQUENCE shop.ticket");
            Voyage.Ended right = voyage.run("verify");
            assertThat(right.exitCode()).as(right.toString()).isZero();
            assertThat(right.out()).contains(AHEAD);
        }
    }

    @Test
    void soItIsBesideAStreamAndAWriter() throws Exception {
        try (Voyage voyage = shop()) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            Voyage.Ended cutover = voyage.run("cutover");
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            try (ProcessUnderTest reverse = voyage.start("reverse");
                    BusyWriter writer =
                            BusyWriter.of(voyage.target()::connect, "INSERT INTO shop.busy (v) VALUES (1)")) {
                // Rows may be on their way back; what the counters are is told apart from them
                for (int run = 0; run < 3; run++) {
                    writer.goesOn();
                    assertThat(voyage.run("verify").out()).contains(AHEAD);
                }

                putBack(voyage);
                namesThemAll(voyage.run("verify"));

                writer.goesOn();
                writer.stop();
                reverse.interrupt();
                assertThat(reverse.waitForExit(LIMIT)).as(reverse.stderr()).isZero();
            }
        }
    }

    private static void putBack(Voyage voyage) throws SQLException {
        voyage.target()
                .execute(
                        "ALTER TABLE shop.item ALTER COLUMN id RESTART WITH 2",
                        "SELECT setval('shop.ticket', 5)",
                        "SELECT setval('shop.down', -1, false)",
                        "SELECT setval('shop.alone', 10, false)",
                        "SELECT setval('shop.round', 1, false)");
    }

    private static void putRight(Voyage voyage) throws SQLException {
        voyage.target()
                .execute(
                        "ALTER TABLE shop.item ALTER COLUMN id RESTART WITH 3",
                        "SELECT setval('shop.down', -1)",
                        "SELECT setval('shop.alone', 10)");
    }

    private static void namesThemAll(Voyage.Ended verify) {
        assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
        assertThat(verify.out())
                .contains("SCHEMA-003")
                .containsPattern("shop\\.item\\.id +next value above 2 +next value 2\\b")
                .containsPattern("shop\\.ticket \\(tickets\\.n\\) +next value above 7 +next value 7\\b")
                .containsPattern("shop\\.ticket +next value 9 or above, as MariaDB's sequence +next value 7\\b")
                .containsPattern("shop\\.down \\(downs\\.n\\) +next value below -1 +next value -1\\b")
                .containsPattern("shop\\.down +next value -2 or below, as MariaDB's sequence +next value -1\\b")
                .containsPattern("shop\\.alone +next value 11 or above, as MariaDB's sequence +next value 10\\b")
                .doesNotContain("shop.round", "shop.spent", "shop.busy");
    }
}
