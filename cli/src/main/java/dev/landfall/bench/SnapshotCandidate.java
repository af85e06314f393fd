package dev.landfall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code migrate snapshot}, as a user starts it. */
final class SnapshotCandidate implements Candidate {
    private static final JsonMapper JSON = new JsonMapper();

    private final Launcher launcher;
    private final DatabaseTrials trials;
    private final Path config;

    private SnapshotCandidate(Launcher launcher, DatabaseTrials trials, Path config) {
        this.launcher = launcher;
        this.trials = trials;
        this.config = config;
    }

    static SnapshotCandidate create(Launcher launcher, DatabaseTrials trials, BenchFolder folder, int workers)
            throws IOException {
        Path config = folder.path().resolve("landfall.yaml");
        Files.writeString(config, "snapshot:\n  workers: " + workers + "\n");
        return new SnapshotCandidate(launcher, trials, config);
    }

    @Override
    public String name() {
        return BenchReport.LANDFALL;
    }

    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(TargetDatabases.EMPTY, this::into);
    }

    /** @param database an empty one */
    Attempt into(String database) throws IOException, InterruptedException {
        Program.Ended ended = launcher.run("snapshot", database, "--config", config.toString());
        return ended.exitCode() == 0
                ? Attempt.finished(ended.took(), parts(ended.out(), ended.took()))
                : Attempt.failed("migrate snapshot " + ended.failure());
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
