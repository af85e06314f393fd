package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.testing.ProcessUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A continuous verification beside writers that never stop, for as long as the build asks for: it raises no false alarm, and the alarm that
 * it has to raise. Not part of a build by itself, see {@link StreamSoak}.
 */
class VerifySoak {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SOAK = Duration.ofMinutes(Integer.getInteger("landfall.soak.minutes", 30));
    private static final String TAMPER = "UPDATE shop.still SET v = 'by hand' WHERE id = 700";
    /** In a table that is read in strips. */
    private static final String TEXT_KEYS =
            "REPLACE INTO documents VALUES (CONCAT('document ', 1 + FLOOR(RAND() * 100000)), FLOOR(RAND() * 1000))";

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void raisesNoFalseAlarmAndTheOneThatIsDue() throws Exception {
        List<String> schema = new ArrayList<>(Arrays.asList(SysbenchLoad.schema()));
        schema.addAll(Arrays.asList(Workload.SCHEMA));
        schema.add("CREATE TABLE still (id INT PRIMARY KEY, v VARCHAR(20))");
        schema.add("INSERT INTO still SELECT seq, seq FROM seq_1_to_1000");
        schema.add("CREATE TABLE documents (id VARCHAR(40) PRIMARY KEY, n INT)");
        schema.add("INSERT INTO documents SELECT CONCAT('document ', seq), seq FROM seq_1_to_90000");
        schema.add("ANALYZE TABLE documents");
        try (Voyage voyage = Voyage.begin(schema.toArray(String[]::new))) {
            Workload.fill(voyage.source(), 500);
            assertEnds(voyage, 0, "snapshot");
            List<JsonNode> passes;
            long written;
            try (ProcessUnderTest stream = voyage.start("stream");
                    SysbenchLoad load = SysbenchLoad.start(voyage.source(), 1);
                    Workload workload = Workload.start(voyage.source(), 2);
                    BusyWriter documents = BusyWriter.of(voyage.source()::connect, TEXT_KEYS)) {
                voyage.source().execute("INSERT INTO still VALUES (1001, 'begins')");
                await().atMost(LIMIT)
                        .until(() -> "1001".equals(voyage.target().value("SELECT count(*) FROM shop.still")));
                try (ProcessUnderTest verify = voyage.start("verify", "--continuous", "--output", "json")) {
                    boolean ended = verify.endsWithin(SOAK);
                    assertThat(ended).as(verify.stdout() + verify.stderr()).isFalse();
                    verify.terminate();
                    assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isZero();
                    passes = passes(verify);
                    assertThat(passes)
                            .isNotEmpty()
                            .allMatch(pass -> pass.path("differing").asLong() == 0);
                }
                try (ProcessUnderTest verify = voyage.start("verify", "--continuous", "--output", "json")) {
                    verify.awaitOutput("\"event\":\"pass\"", LIMIT);
                    voyage.target().execute(TAMPER);
                    assertThat(verify.waitForExit(LIMIT)).as(verify.stderr()).isEqualTo(1);
                    assertThat(verify.stdout())
                            .contains("\"differing\":1", "\"key\":\"id=700\"")
                            .contains(".still\"");
                }
                documents.stop();
                written = load.stop() + workload.stop() + documents.written();
                stream.terminate();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
            assertEnds(voyage, 0, "stream", "--until", "caught-up");
            assertEnds(voyage, 0, "verify", "--repair");
            SoakFigures.write(
                    "verify-soak",
                    Map.of(
                            "transactions of the source", Long.toString(written),
                            "passes", Integer.toString(passes.size()),
                            "of everything", count(passes, "whole"),
                            "ended with a proof", count(passes, "proven")));
        }
    }

    private static void assertEnds(Voyage voyage, int exitCode, String... arguments) {
        Voyage.Ended ended = voyage.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
    }

    private static List<JsonNode> passes(ProcessUnderTest verify) throws JsonProcessingException {
        List<JsonNode> passes = new ArrayList<>();
        for (String line : verify.stdout().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("pass")) {
                passes.add(event);
            }
        }
        return passes;
    }

    private static String count(List<JsonNode> passes, String what) {
        return Long.toString(
                passes.stream().filter(pass -> pass.path(what).asBoolean()).count());
    }
}
