package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.cli.Main;
import dev.landfall.target.TargetDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCandidateThatIsThereMovesEverything() {
        // Given
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        // When
        int exitCode = bench("snapshot", Map.of("PATH", System.getenv("PATH")), "--rows", "2000", "--repeat", "2");

        // Then
        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .startsWith("MEASURED: 3 tables, 4,100 rows, ")
                .containsPattern(
                        "\ncandidate +seconds +min - max +CPU +rows/s +MB/s +time / floor's +speed / pgloader's\n-+\n"
                                + "floor +\\d.*\npgloader +(\\d.*|not installed)\nlandfall +\\d")
                .containsPattern("\nfloor: read +\\d.*\nfloor: load +\\d.*\nfloor: index +\\d")
                .containsPattern("\nlandfall: copy +\\d")
                .containsPattern("\nsource: MariaDB 11[^\n]*\n +[^\n]*\ntarget: PostgreSQL 18");
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void withoutPgloaderItsRowSaysSo() throws Exception {
        // When
        int exitCode = bench("snapshot", Map.of(), "--rows", "400", "--repeat", "1", "--output", "json");

        // Then
        assertThat(exitCode).as("%s%s", out, err).isZero();
        JsonNode result = new JsonMapper().readTree(out.toString());
        assertThat(result.path("rows").asLong()).isEqualTo(820);
        List<String> states = new ArrayList<>();
        result.path("candidates")
                .forEach(candidate -> states.add(candidate.path("candidate").asText() + " "
                        + candidate.path("state").asText()));
        assertThat(states).containsExactly("floor measured", "pgloader not-installed", "landfall measured");
        assertThat(result.at("/candidates/2/timesTheFloor").isNumber()).isTrue();
        assertThat(result.at("/candidates/2/timesAsFastAsPgloader").isNull()).isTrue();
    }

    @Test
    void aVerificationIsComparedWithItsSnapshot() {
        // Given
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        // When
        int exitCode = bench("verify", Map.of(), "--rows", "2000", "--repeat", "1");

        // Then
        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .startsWith("MEASURED: 3 tables, 4,100 rows, ")
                .containsPattern("\ncandidate +seconds +min - max +CPU +rows/s +time / snapshot's +time / clean's\n-+\n"
                        + "landfall +\\d.* 1.00 *\nverify by rows +\\d.*\nverify by rows, 10 bad rows +\\d.*\n"
                        + "verify by checksums +\\d.*\nverify by checksums, 10 bad rows +\\d");
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void aCutoverUnderAWriterHandsEverythingOver() {
        // Given
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        // When
        int exitCode = bench("cutover", Map.of(), "--rows", "4000", "--rate", "200", "--writing", "5", "--repeat", "2");

        // Then
        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .startsWith("MEASURED: 4,000 rows, 200 transactions/s asked for, 2 rounds.\n")
                .containsPattern(
                        "\nround +transactions/s, 5 s before the fence +on average +writes refused, ms +fence +.*\n"
                                + "-+\n1 +\\d.*\n2 +\\d")
                .containsPattern("\nprocessors busy, .* +round 1 +round 2\n-+\nsource +\\d.*\ntarget +\\d.*\n"
                        + "stream +\\d.*\ncutover +\\d.*\nwriter +\\d");
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void aCandidateThatLeavesARowBehindHasFailed() throws Exception {
        try (BenchServers servers = BenchServers.start()) {
            // Given
            List<BenchTable> tables = List.of(new BenchTable("orders", 100));
            TargetDatabases databases = new TargetDatabases(servers);
            DatabaseTrials trials = new DatabaseTrials(databases, database -> databases.missing(database, tables));

            // When
            List<Measurement> measurements = new Rounds(sentence -> {}).run(List.of(new Forgetful(servers, trials)), 1);

            // Then
            assertThat(measurements)
                    .containsExactly(new Measurement(
                            "forgetful",
                            Measurement.State.FAILED,
                            List.of(),
                            Duration.ZERO,
                            List.of(),
                            "not everything arrived: orders has 99 of 100 rows"));
        }
    }

    /** Writes a table of 99 rows. */
    private record Forgetful(BenchServers servers, DatabaseTrials trials) implements Candidate {
        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public Trial prepare() throws Exception {
            return trials.prepare(TargetDatabases.EMPTY, this::into);
        }

        private Attempt into(String database) throws Exception {
            try (Connection target = new TargetDatabase(servers.target(database)).connect();
                    Statement statement = target.createStatement()) {
                statement.execute("CREATE SCHEMA bench");
                statement.execute("CREATE TABLE bench.orders AS SELECT generate_series(1, 99)");
            }
            return Attempt.finished(Duration.ofSeconds(1), List.of());
        }
    }

    private int bench(String what, Map<String, String> environment, String... options) {
        List<String> words = new ArrayList<>(List.of("bench", what));
        words.addAll(List.of(options));
        return Main.run(
                new PrintWriter(out, true), new PrintWriter(err, true), environment, words.toArray(String[]::new));
    }
}
