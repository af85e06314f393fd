package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.testing.Damages;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestTargetDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification of servers that stand still finds, it finds beside a stream and writers as well: the same, and no more. */
class DamageBesideWritersIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** Writes to every table that is damaged and to one that is not, but not to the rows that are; cascades among it. */
    private static final String WORK = """
            BEGIN NOT ATOMIC
              DECLARE n INT DEFAULT 600 + FLOOR(RAND() * 390);
              UPDATE goods SET name = CONCAT('written ', n), qty = qty - 1, at = at + INTERVAL 1 HOUR WHERE id = n;
              REPLACE INTO goods (id, name) VALUES (2000 + n, 'comes and goes');
              DELETE FROM goods WHERE id = 2000 + n - n % 3;
              INSERT IGNORE INTO parent VALUES (n);
              REPLACE INTO child VALUES (n, n);
              REPLACE INTO owned VALUES (n, n);
              DELETE FROM parent WHERE id = n;
              INSERT INTO bag VALUES ('work', n);
              DELETE FROM bag WHERE v = 'work' AND n % 2 = 0 LIMIT 1;
              UPDATE words SET v = v + 1000 WHERE word = CONCAT('wort ', 10 + n % 90, ' ä');
              UPDATE pairs SET v = n WHERE a = 20 + n % 80;
              DO SLEEP(0.1);
            END""";

    @TempDir
    private Path folder;

    @Test
    void everyKindOfDamageIsFoundLocatedAndNamedAndNothingElse() throws Exception {
        try (Voyage voyage = Voyage.begin(Damages.tables())) {
            Voyage.Ended snapshot = voyage.run("snapshot");
            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            try (BusyWriter writer = BusyWriter.of(voyage.source()::connect, WORK);
                    ProcessUnderTest stream = voyage.start("stream")) {
                await().atMost(LIMIT)
                        .until(() ->
                                !"0".equals(voyage.target().value("SELECT count(*) FROM shop.goods WHERE id > 2000")));

                JsonNode clean = verify(voyage, 0);
                assertThat(findings(clean)).isEmpty();
                assertThat(clean.path("verdict").textValue()).isEqualTo("equal");

                damage(voyage.target());
                writer.goesOn();
                JsonNode damaged = verify(voyage, 1);
                assertThat(findings(damaged)).containsExactlyInAnyOrderElementsOf(Damages.findings());
                assertThat(damaged.path("differing").longValue())
                        .isEqualTo(Damages.findings().size());

                writer.goesOn();
                writer.stop();
                stream.interrupt();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
        }
    }

    /** As nothing notices it: past triggers, foreign keys and the trigger that looks out for other writers. */
    private static void damage(TestTargetDatabase target) throws Exception {
        List<String> statements =
                new ArrayList<>(List.of("SET landfall.replicating = on", "SET session_replication_role = replica"));
        statements.addAll(List.of(Damages.damage()));
        target.execute(statements.toArray(String[]::new));
    }

    private JsonNode verify(Voyage voyage, int exitCode) throws Exception {
        Path file = folder.resolve("report.json");
        Voyage.Ended ended = voyage.run("verify", "--max-diffs", "1000", "--report", file.toString());
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        JsonNode report = new JsonMapper().readTree(Files.readString(file));
        assertThat(report.path("strength").textValue()).as(ended.toString()).isEqualTo("fenced");
        return report;
    }

    private static List<String> findings(JsonNode report) {
        return elements(report.path("tables"))
                .flatMap(table -> elements(table.path("differences")).map(difference -> finding(table, difference)))
                .toList();
    }

    private static String finding(JsonNode table, JsonNode difference) {
        String name = table.path("table").textValue();
        String key = difference.path("key").textValue();
        return String.join(
                " ",
                name.substring(name.lastIndexOf('.') + 1),
                difference.path("kind").textValue(),
                key.contains("=") ? key : "*",
                String.join(
                        ",",
                        elements(difference.path("columns"))
                                .map(column -> column.path("column").textValue())
                                .toList()),
                difference.path("cause").textValue());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
