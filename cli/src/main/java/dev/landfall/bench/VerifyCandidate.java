package dev.landfall.bench;

import dev.landfall.verify.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code migrate verify} of the migrated database beside {@code migrate stream}, as a user starts both. */
record VerifyCandidate(Launcher launcher, Path config, Method method) implements Candidate {
    static VerifyCandidate create(Launcher launcher, BenchFolder folder, int workers, Method method)
            throws IOException {
        Path config = folder.path().resolve("verify-" + method.text() + ".yaml");
        Files.writeString(config, "verify:\n  workers: " + workers + "\n  method: " + method.text() + "\n");
        return new VerifyCandidate(launcher, config, method);
    }

    @Override
    public String name() {
        return VerifyBenchReport.verify(method);
    }

    @Override
    public Trial prepare() {
        return new Trial() {
            @Override
            public Attempt run() throws IOException, InterruptedException {
                return launcher.run("verify", VerifyBench.MIGRATED, "--config", config.toString())
                        .attempt("migrate verify");
            }

            /** Its exit code says it. */
            @Override
            public String missing() {
                return "";
            }

            @Override
            public void close() {
                // Nothing was changed.
            }
        };
    }
}
