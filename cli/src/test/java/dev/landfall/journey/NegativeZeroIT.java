package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A -0 on its ways, on whichever server the tests run. MariaDB 11.4 keeps it: then it is carried both ways, and a 0 in its place is
 * a difference. MariaDB 10.11, as Debian has it, stores a 0 instead, so that a -0 of PostgreSQL can never come back and counts as
 * 0; and where one remains, in a FLOAT that was too small for its type, it sends 0 to who asks and -0 to the binary log.
 */
class NegativeZeroIT {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(folder.resolve("landfall.yaml"), "groups: {zeros: [zero, by_*, keyless]}\n");
    }

    @Test
    void isADifferenceExactlyWhereMariaDbKeepsIt() throws Exception {
        try (Voyage voyage = Voyage.begin("CREATE TABLE zero (id INT PRIMARY KEY, d DOUBLE, f FLOAT)")) {
            insert(voyage, 1);
            succeeds(voyage, "snapshot");
            insert(voyage, 2);
            succeeds(voyage, "stream", "--until", "caught-up");

            String source = voyage.source()
                    .value("SELECT GROUP_CONCAT(id ORDER BY id) FROM zero"
                            + " WHERE HEX(POINT(d, 0)) <> HEX(POINT(0, 0)) OR HEX(POINT(f, 0)) <> HEX(POINT(0, 0))");
            assertThat(source).isIn(ONLY_TOO_SMALL, ALL);
            boolean kept = ALL.equals(source);
            assertThat(voyage.target()
                            .value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.zero"
                                    + " WHERE d::text = '-0' OR f::text = '-0'"))
                    .isEqualTo(kept ? ALL : "29");
            equal(voyage);

            // When somebody else makes the one of the other
            voyage.target()
                    .execute(
                            "UPDATE shop.zero SET d = '-0' WHERE id = 11",
                            "UPDATE shop.zero SET f = 0 WHERE id IN (12, 29)");
            if (kept) {
                assertThat(causes(voyage, "rows"))
                        .containsExactly("id=11 zero-sign", "id=12 zero-sign", "id=29 zero-sign");
                assertThat(causes(voyage, "checksums"))
                        .containsExactly("id=11 zero-sign", "id=12 zero-sign", "id=29 zero-sign");
                assertThat(voyage.run("verify", "--repair=dry-run").out())
                        .contains("3 rewritten", "('12', '-0', '-0')");
                assertThat(succeeds(voyage, "verify", "--repair").out()).contains("3 rewritten");
            }
            equal(voyage);
            voyage.target().execute("UPDATE shop.zero SET d = '-1e-307' WHERE id = 11");
            assertThat(causes(voyage, "rows")).hasSize(1);
        }
    }

    @Test
    void followsEveryChangeOfAZeroThere() throws Exception {
        try (Voyage voyage = zeros()) {
            succeeds(voyage, "snapshot");
            voyage.source()
                    .execute(
                            "UPDATE zero SET d = -d, f = -f",
                            "UPDATE by_double SET d = -d WHERE n < 3",
                            "UPDATE by_pair SET f = -f, n = n + 10",
                            "UPDATE by_pair SET f = -f WHERE n = 11",
                            // Of rows that are equal but for the sign, each goes its own way.
                            "UPDATE keyless SET n = n + 1 ORDER BY HEX(POINT(d, 0)), HEX(POINT(f, 0))",
                            "DELETE FROM keyless WHERE HEX(POINT(d, 0)) = HEX(POINT(-0e0, 0)) LIMIT 1",
                            "UPDATE keyless SET n = 9 WHERE HEX(POINT(f, 0)) = HEX(POINT(-0e0, 0)) LIMIT 1",
                            "BEGIN",
                            "INSERT INTO by_double VALUES (5, 1)",
                            "UPDATE by_double SET d = -0e0, n = 8 WHERE d = 0",
                            "UPDATE by_double SET d = 0 WHERE d = 0",
                            "UPDATE by_double SET d = -0e0 WHERE d = 0",
                            "COMMIT",
                            "ALTER TABLE zero ADD h DOUBLE",
                            "INSERT INTO zero (id, h) VALUES (7, -0e0)");
            succeeds(voyage, "stream", "--until", "caught-up");
            equal(voyage);
        }
    }

    @Test
    void comesBackWhereMariaDbKeepsItAndCountsAsZeroWhereNot() throws Exception {
        try (Voyage voyage = zeros()) {
            boolean kept = "2"
                    .equals(voyage.source()
                            .value("SELECT COUNT(*) FROM zero WHERE HEX(POINT(d, 0)) = HEX(POINT(-0e0, 0))"));
            succeeds(voyage, "snapshot");
            succeeds(voyage, "cutover", "--group", "zeros");
            voyage.target()
                    .execute(
                            "INSERT INTO shop.zero (id, d, f) SELECT id + 10, -d, -f FROM shop.zero",
                            "UPDATE shop.zero SET d = -d, f = -f WHERE id < 10",
                            "INSERT INTO shop.by_double VALUES ('-1', 1)",
                            "UPDATE shop.by_double SET d = -d",
                            "UPDATE shop.by_double SET n = 100 WHERE d = 0",
                            "UPDATE shop.by_pair SET f = -f",
                            "UPDATE shop.by_pair SET n = n + 100 WHERE n = 1",
                            "DELETE FROM shop.by_pair WHERE n = 3",
                            // Of rows that are equal but for the sign, each goes its own way.
                            "UPDATE shop.keyless SET n = n + 1 WHERE d::text = '-0'",
                            "DELETE FROM shop.keyless WHERE f::text = '-0' AND d::text = '0'",
                            "UPDATE shop.keyless SET f = -f WHERE n = 1",
                            "INSERT INTO shop.keyless VALUES ('-0', '-0', 3)");
            succeeds(voyage, "reverse", "--group", "zeros", "--until", "caught-up");

            String signs = "SELECT COUNT(*) FROM %s WHERE HEX(POINT(%s, 0)) = HEX(POINT(-0e0, 0))";
            String written = "SELECT count(*) FROM shop.%s WHERE %s::text = '-0'";
            for (String[] column : new String[][] {
                {"zero", "d"},
                {"zero", "f"},
                {"by_double", "d"},
                {"by_pair", "f"},
                {"keyless", "d"},
                {"keyless", "f"}
            }) {
                String onTarget = voyage.target().value(written.formatted((Object[]) column));
                assertThat(onTarget).as(String.join(".", column)).isNotEqualTo("0");
                assertThat(voyage.source().value(signs.formatted((Object[]) column)))
                        .as(String.join(".", column))
                        .isEqualTo(kept ? onTarget : "0");
            }
            // What an application does not write is the default: a server without a -0 has no such default either.
            assertThat(voyage.target().value(written.formatted("zero", "e")))
                    .isEqualTo(voyage.source().value(signs.formatted("zero", "e")))
                    .isEqualTo(kept ? "12" : "0");
            succeeds(voyage, "verify", "--group", "zeros");
            assertThat(succeeds(voyage, "rollback", "--group", "zeros").out()).contains("ROLLED BACK");
            voyage.source().execute("UPDATE zero SET d = -d");
            succeeds(voyage, "stream", "--group", "zeros", "--until", "caught-up");
            succeeds(voyage, "verify", "--group", "zeros");
        }
    }

    private static Voyage zeros() throws SQLException {
        return Voyage.begin(
                "CREATE TABLE zero (id INT PRIMARY KEY, d DOUBLE, f FLOAT, e DOUBLE DEFAULT '-0', KEY (d),"
                        + " UNIQUE KEY (f, id))",
                "INSERT INTO zero (id, d, f) VALUES (1, 0, -0e0), (2, -0e0, 0), (3, -0e0, -0e0), (4, 0, 0), (5, 7, -7), (6, NULL, NULL)",
                "CREATE TABLE by_double (d DOUBLE PRIMARY KEY, n INT)",
                "INSERT INTO by_double VALUES (0, 1), (3, 2), (4, 3)",
                "CREATE TABLE by_pair (n INT, f FLOAT, PRIMARY KEY (n, f))",
                "INSERT INTO by_pair VALUES (1, 0), (2, -0e0), (3, 0), (4, 0)",
                "CREATE TABLE keyless (d DOUBLE, f FLOAT, n INT)",
                "INSERT INTO keyless VALUES (0, 0, 1), (-0e0, 0, 1), (0, -0e0, 1), (-0e0, -0e0, 1), (0, 0, 1), (-0e0, 0, 1),"
                        + " (0, -0e0, 1), (-0e0, -0e0, 1), (NULL, NULL, NULL)",
                "CREATE TABLE other (id INT PRIMARY KEY)");
    }

    private static void insert(Voyage voyage, int round) throws SQLException {
        for (String sql : ROWS) {
            voyage.source().execute(sql.formatted(round));
        }
    }

    private void equal(Voyage voyage) throws IOException {
        for (String method : new String[] {"rows", "checksums"}) {
            Voyage.Ended verify = voyage.run("verify", "-c", by(method).toString());
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }

    /** Of the rows that differ. */
    private List<String> causes(Voyage voyage, String method) throws IOException {
        Voyage.Ended verify = voyage.run("verify", "-c", by(method).toString(), "--output", "json");
        assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(1);
        List<String> causes = new ArrayList<>();
        for (String line : verify.out().strip().split("\n")) {
            JsonNode event = JSON.readTree(line);
            if ("difference".equals(event.get("event").asText())) {
                causes.add(event.get("key").asText() + " " + event.get("cause").asText());
            }
        }
        return causes.stream().sorted().toList();
    }

    private Path by(String method) throws IOException {
        return Files.writeString(folder.resolve("method.yaml"), "verify: {method: " + method + "}\n");
    }

    private Voyage.Ended succeeds(Voyage voyage, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-c", config.toString()));
        Voyage.Ended ended = voyage.run(all.toArray(String[]::new));
        assertThat(ended.exitCode())
                .as(String.join(" ", arguments) + ": " + ended)
                .isZero();
        return ended;
    }
}
