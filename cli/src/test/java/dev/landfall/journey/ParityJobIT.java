package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell steps of the jobs in docs/ci, as a runner would run them, with the distribution that is handed out. */
class ParityJobIT {
    private static final Path JOBS = Path.of("../docs/ci");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{\\{ (?:vars|secrets)\\.(\\w+) \\}\\}");

    private final String key = privateKey();

    @TempDir
    private Path folder;

    private record Ended(String step, int exitCode, String out) {}

    @Test
    void theJobsPassOnEqualSidesAndFailWithReportsOnADifference() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
                "INSERT INTO item SELECT seq, CONCAT('item ', seq) FROM seq_1_to_100")) {
            Files.writeString(
                    folder.resolve("landfall.yaml"),
                    "source: " + voyage.source().url() + "\ntarget: {url: \""
                            + voyage.target().url() + "\", schema: shop}\n");
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            assertThat(github(voyage)).hasSize(4).allMatch(step -> step.exitCode() == 0);
            assertThat(reports())
                    .containsExactly(
                            "assessment.html", "certificate.html", "certificate.json", "parity.html", "parity.xml");
            assertThat(folder.resolve("signing.pem"))
                    .as("the key stays where it came from")
                    .doesNotExist();
            assertThat(folder.resolve("reports/parity.xml")).content().contains("<testsuite", "item");
            assertThat(folder.resolve("reports/parity.html")).content().contains("<strong>EQUAL</strong>");

            voyage.target().execute("DELETE FROM shop.item WHERE id = 7");
            Ended gitlab = gitlab(voyage);

            assertThat(gitlab.exitCode()).as(gitlab.out()).isEqualTo(1);
            assertThat(gitlab.out()).contains("DIFFERENT (VERIFY-001)", "id=7");
            assertThat(folder.resolve("reports/parity.xml")).content().contains("<failure");
            assertThat(folder.resolve("reports/assessment.html")).content().contains("<h1>Assessment</h1>");
        }
    }

    /** Every step of a workflow runs in a shell of its own; with a key that signs what is equal. */
    private List<Ended> github(Voyage voyage) throws Exception {
        JsonNode job = yaml("parity.github.yml").path("jobs").path("parity");
        Map<String, String> settings = project(voyage);
        settings.put("CERTIFICATE_KEY", key);
        List<Ended> steps = new ArrayList<>();
        for (JsonNode step : job.path("steps")) {
            if (step.has("run")) {
                Map<String, String> environment = new HashMap<>(variables(job, settings));
                environment.putAll(variables(step, settings));
                environment.put("RUNNER_TEMP", folder.toString());
                steps.add(bash(step.path("name").asText(), step.path("run").asText(), environment));
            }
        }
        return steps;
    }

    private static Map<String, String> variables(JsonNode node, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        for (Map.Entry<String, JsonNode> variable : node.path("env").properties()) {
            Matcher from = ENVIRONMENT.matcher(variable.getValue().asText());
            assertThat(from.matches()).as(variable.getValue().asText()).isTrue();
            environment.put(variable.getKey(), Objects.requireNonNull(settings.get(from.group(1)), from.group(1)));
        }
        return environment;
    }

    /** The lines of a script run in one shell; without a key. */
    private Ended gitlab(Voyage voyage) throws Exception {
        List<String> lines = StreamSupport.stream(
                        yaml("parity.gitlab.yml").path("parity").path("script").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(lines).hasSizeGreaterThan(4);
        return bash("script", String.join("\n", lines), project(voyage));
    }

    /** What docs/ci.md wants to be set. */
    private static Map<String, String> project(Voyage voyage) throws IOException {
        Map<String, String> variables = new HashMap<>(voyage.environment());
        Path target = Path.of(System.getProperty("landfall.distribution")).getParent();
        try (Stream<Path> files = Files.list(target)) {
            variables.put(
                    "LANDFALL_ARCHIVE",
                    files.filter(file -> file.getFileName().toString().matches("landfall-.*\\.tar\\.gz"))
                            .findFirst()
                            .orElseThrow()
                            .toUri()
                            .toString());
        }
        return variables;
    }

    private Ended bash(String step, String script, Map<String, String> environment) throws Exception {
        Path out = folder.resolve("out.log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-eo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LANDFALL_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(step).isTrue();
        return new Ended(step, process.exitValue(), Files.readString(out));
    }

    private List<String> reports() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String privateKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(JOBS.resolve(file)));
    }
}
