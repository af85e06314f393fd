package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The former rows of system-versioned tables, where they are asked for. */
class HistoryIT {
    @TempDir
    private Path folder;

    private String config = "";

    @BeforeEach
    void askForHistory() throws IOException {
        config = Files.writeString(folder.resolve("landfall.yaml"), "mapping: {history: ['*']}\n")
                .toString();
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what =
                    "rows of system-versioned tables, which have columns that nobody has declared, and of which an UPDATE"
                            + " is two",
            result = "the rows that are current arrive, and the former ones where they are asked for (mapping.history)")
    void formerRowsArriveByCopyAndByStream() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE implicit (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(10) NOT NULL DEFAULT 'x',"
                        + " touched DATETIME(3) ON UPDATE CURRENT_TIMESTAMP(3)) WITH SYSTEM VERSIONING",
                "CREATE TABLE explicit (id INT PRIMARY KEY, began TIMESTAMP(6) GENERATED ALWAYS AS ROW START,"
                        + " v VARCHAR(10), ended TIMESTAMP(6) GENERATED ALWAYS AS ROW END, u INT UNIQUE,"
                        + " double_u INT AS (u * 2) VIRTUAL, PERIOD FOR SYSTEM_TIME (began, ended))"
                        + " WITH SYSTEM VERSIONING",
                "CREATE TABLE partly (id INT PRIMARY KEY, v VARCHAR(10), plain INT WITHOUT SYSTEM VERSIONING,"
                        + " t TEXT) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME"
                        + " (PARTITION p0 HISTORY, PARTITION pn CURRENT)",
                "CREATE TABLE hashed (id INT PRIMARY KEY, t TEXT, UNIQUE (t)) WITH SYSTEM VERSIONING",
                "CREATE TABLE keyless (a INT, b VARCHAR(5)) WITH SYSTEM VERSIONING",
                "INSERT INTO implicit (id, v) VALUES (1, 'a'), (2, 'b')",
                "UPDATE implicit SET v = 'a2' WHERE id = 1",
                "DELETE FROM implicit WHERE id = 2",
                "INSERT INTO explicit (id, v, u) VALUES (1, 'a', 1)",
                "UPDATE explicit SET v = 'a2'",
                "INSERT INTO partly VALUES (1, 'a', 1, 'x')",
                "UPDATE partly SET v = 'b'",
                "INSERT INTO hashed VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO keyless VALUES (1, 'a'), (1, 'a'), (2, NULL)",
                "DELETE FROM keyless WHERE a = 1")) {
            run(voyage, "snapshot");
            assertThat(history(voyage, "id, v", "implicit")).isEqualTo("1 a, 2 b");
            assertThat(history(voyage, "a, b", "keyless")).isEqualTo("1 a, 1 a");

            voyage.source()
                    .execute(
                            "INSERT INTO implicit (id, v) VALUES (3, 'c'), (4, 'd'), (5, 'e')",
                            "DELETE HISTORY FROM implicit",
                            "UPDATE implicit SET v = 'c2' WHERE id = 3",
                            "UPDATE implicit SET id = 40 WHERE id = 4",
                            "DELETE FROM implicit WHERE id = 5",
                            "REPLACE INTO implicit (id, v) VALUES (1, 'a3')",
                            "INSERT INTO implicit (id, v) VALUES (1, 'x') ON DUPLICATE KEY UPDATE v = 'a4'",
                            "INSERT INTO explicit (id, v, u) VALUES (2, 'b', 2), (3, 'c', 3)",
                            "UPDATE explicit SET v = 'b2' WHERE id = 2",
                            "DELETE FROM explicit WHERE id = 3",
                            "INSERT INTO explicit (id, v, u) VALUES (4, 'd', 3)",
                            "UPDATE partly SET plain = 2",
                            "UPDATE partly SET v = 'c', t = REPEAT('y', 500)",
                            "UPDATE hashed SET t = 'c' WHERE id = 1",
                            "DELETE FROM hashed WHERE id = 2",
                            "INSERT INTO hashed VALUES (3, 'b')",
                            "UPDATE keyless SET b = 'z'",
                            "DELETE FROM keyless",
                            "BEGIN",
                            "UPDATE implicit SET v = 'a5' WHERE id = 1",
                            "UPDATE implicit SET v = 'a6' WHERE id = 1",
                            "COMMIT");
            run(voyage, "stream", "--until", "caught-up");

            assertThat(history(voyage, "id, v", "implicit")).isEqualTo("1 a2, 1 a3, 1 a4, 1 a5, 3 c, 4 d, 5 e");
            assertThat(history(voyage, "id, v, u, double_u", "explicit")).isEqualTo("1 a 1 2, 2 b 2 4, 3 c 3 6");
            assertThat(history(voyage, "id, t", "hashed")).isEqualTo("1 a, 2 b");
            assertThat(history(voyage, "a, b", "keyless")).isEqualTo("1 a, 1 a, 2, 2 z");
            assertThat(voyage.target()
                            .value("SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute"
                                    + " WHERE attrelid = 'shop.explicit_history'::regclass AND attnum > 0"))
                    .isEqualTo("id,began,v,ended,u,double_u");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM shop.implicit_history WHERE row_start >= row_end"
                                    + " OR row_end > now() + interval '1 hour'"))
                    .isEqualTo("0");
            run(voyage, "verify");

            voyage.target()
                    .execute("UPDATE shop.implicit_history SET row_end = row_end + interval '1 microsecond'"
                            + " WHERE v = 'c'");
            Voyage.Ended verify = voyage.run("verify", "-c", config);
            assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
            assertThat(verify.out()).contains("implicit_history");
        }
    }

    @Test
    void aChangeOfTheTableStopsWhatFollowsItsHistory() throws SQLException {
        try (Voyage voyage = Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY) WITH SYSTEM VERSIONING")) {
            run(voyage, "snapshot");
            voyage.source().execute("ALTER TABLE item DROP SYSTEM VERSIONING");

            assertThat(voyage.run("status").out()).contains("item_history is gone");
        }
    }

    @Test
    void whatTheBinaryLogDoesNotHaveIsRefused() throws SQLException {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)"
                        + " WITH SYSTEM VERSIONING",
                "CREATE TABLE numbered (id INT PRIMARY KEY, b BIGINT UNSIGNED GENERATED ALWAYS AS ROW START,"
                        + " e BIGINT UNSIGNED GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (b, e))"
                        + " WITH SYSTEM VERSIONING")) {
            Voyage.Ended snapshot = voyage.run("snapshot", "-c", config);

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isEqualTo(2);
            assertThat(snapshot.err())
                    .contains("SCHEMA-001", "child_history", "by cascade", "numbered_history", "transaction numbers");
        }
    }

    private static String history(Voyage voyage, String columns, String table) throws SQLException {
        return String.valueOf(voyage.target()
                .value("SELECT string_agg(r, ', ' ORDER BY r) FROM (SELECT concat_ws(' ', " + columns
                        + ") AS r FROM shop." + table + "_history) AS rows"));
    }

    private void run(Voyage voyage, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "-c", config));
        arguments.addAll(List.of(more));
        Voyage.Ended ended = voyage.run(arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).as(arguments + "\n" + ended).isZero();
    }
}
