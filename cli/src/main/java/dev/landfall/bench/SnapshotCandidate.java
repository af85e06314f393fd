package dev.landfall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code migrate snapshot}, as a user starts it. */
final class SnapshotCandidate implements Candidate {
    private static final JsonMapper JSON = new JsonMapper();

    private final BenchServers servers;
    private final Program program;
    private final Path launcher;
    private final Path config;

    private SnapshotCandidate(BenchServers servers, Program program, Path launcher, Path config) {
        this.servers = servers;
        this.program = program;
        this.launcher = launcher;
        this.config = config;
    }

    static SnapshotCandidate create(BenchServers servers, BenchFolder folder, Path launcher, int workers)
            throws IOException {
        Path config = folder.path().resolve("landfall.yaml");
        Files.writeString(config, "snapshot:\n  workers: " + workers + "\n");
        return new SnapshotCandidate(servers, new Program(folder), launcher, config);
    }

    @Override
    public String name() {
        return BenchReport.LANDFALL;
    }

    @Override
    public Attempt run(String database) throws IOException, InterruptedException {
        Program.Ended ended = program.run(
                List.of(
                        launcher.toString(),
                        "snapshot",
                        "--config",
                        config.toString(),
                        "--source",
                        servers.source(BenchServers.DATABASE).display(),
                        "--target",
                        servers.target(database).display(),
                        "--output",
                        "json"),
                Map.of(
                        "MIGRATE_SOURCE_PASSWORD",
                                servers.mariaDb().rootPassword().value(),
                        "MIGRATE_TARGET_PASSWORD",
                                servers.postgreSql().superuserPassword().value()));
        return ended.exitCode() == 0
                ? Attempt.finished(ended.took(), parts(ended.out(), ended.took()))
                : Attempt.failed("migrate snapshot ended with exit code " + ended.exitCode() + ": " + ended.tail());
    }

    /** The steps of the result, which is the last line, and what is left of the time. */
    static List<Part> parts(String out, Duration took) throws JsonProcessingException {
        String result = out.lines().reduce("", (first, second) -> second.isBlank() ? first : second);
        List<Part> parts = new ArrayList<>();
        Duration rest = took;
        for (JsonNode step : JSON.readTree(result).path("steps")) {
            Duration stepTook = Duration.ofMillis(step.path("tookMillis").asLong());
            parts.add(new Part(step.path("step").asText(), stepTook));
            rest = rest.minus(stepTook);
        }
        parts.add(new Part("start and end", rest));
        return parts;
    }
}
