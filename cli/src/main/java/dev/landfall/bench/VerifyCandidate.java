package dev.landfall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.verify.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code migrate verify} of the migrated database beside {@code migrate stream}, as a user starts both.
 *
 * @param damage makes rows bad; null to leave all as they are
 */
record VerifyCandidate(
        String name,
        Launcher launcher,
        TargetDatabases databases,
        Path config,
        @Nullable Damage damage) implements Candidate {
    private static final JsonMapper JSON = new JsonMapper();

    /** Makes {@link BadRows#COUNT} rows bad until it is closed. */
    interface Damage {
        BadRows make() throws SQLException;
    }

    /** Of equal sides. */
    static VerifyCandidate clean(
            Launcher launcher, TargetDatabases databases, BenchFolder folder, int workers, Method method)
            throws IOException {
        return new VerifyCandidate(
                VerifyBenchReport.verify(method), launcher, databases, config(folder, workers, method), null);
    }

    /** The same with bad rows, which it has to find. */
    VerifyCandidate with(Damage damaged) {
        return new VerifyCandidate(VerifyBenchReport.withBadRows(name), launcher, databases, config, damaged);
    }

    private static Path config(BenchFolder folder, int workers, Method method) throws IOException {
        Path config = folder.path().resolve("verify-" + method.text() + ".yaml");
        return Files.writeString(config, "verify:\n  workers: " + workers + "\n  method: " + method.text() + "\n");
    }

    @Override
    public Trial prepare() throws SQLException {
        BadRows bad = damage == null ? null : damage.make();
        databases.settle();
        return new Trial() {
            @Override
            public Attempt run() throws IOException, InterruptedException {
                Program.Ended ended = launcher.run("verify", VerifyBench.MIGRATED, "--config", config.toString());
                if (bad == null) {
                    return ended.attempt("migrate verify");
                }
                return ended.exitCode() == 1 && differing(ended.out()) == BadRows.COUNT
                        ? Attempt.finished(ended.took(), List.of())
                        : Attempt.failed("migrate verify has not found the bad rows: it " + ended.failure());
            }

            /** Its exit code says it. */
            @Override
            public String missing() {
                return "";
            }

            @Override
            public void close() throws SQLException {
                if (bad != null) {
                    bad.close();
                }
            }
        };
    }

    /** Of the result, which is the last line. */
    private static long differing(String out) throws JsonProcessingException {
        String result = out.lines().reduce("", (first, second) -> second.isBlank() ? first : second);
        return JSON.readTree(result).path("differing").asLong(-1);
    }
}
