package dev.landfall.bench.reader;

import dev.landfall.setting.Secret;
import dev.landfall.target.TargetConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where the JDBC sink writes to. */
public record SinkTarget(String url, String user, Secret password, String schema) {
    /**
     * @param rewriting whether the driver makes one statement of many INSERTs, which somebody would choose who wants the sink to
     *     be fast, and which is not its default
     */
    public static SinkTarget of(TargetConfig target, boolean rewriting) {
        return new SinkTarget(
                "jdbc:postgresql://" + target.host() + ":" + target.port() + "/" + target.database()
                        + "?reWriteBatchedInserts=" + rewriting,
                target.user(),
                target.password(),
                target.schema());
    }

    /** For {@link SinkProgram}, together with what it reads. */
    public Map<String, String> environment(ReaderTask task) {
        Map<String, String> environment = new HashMap<>(task.environment());
        environment.put("BENCH_TARGET_URL", url);
        environment.put("BENCH_TARGET_USER", user);
        environment.put("BENCH_TARGET_PASSWORD", password.value());
        environment.put("BENCH_TARGET_SCHEMA", schema);
        return environment;
    }

    static SinkTarget of(Map<String, String> environment) {
        return new SinkTarget(
                text(environment, "BENCH_TARGET_URL"),
                text(environment, "BENCH_TARGET_USER"),
                new Secret(text(environment, "BENCH_TARGET_PASSWORD")),
                text(environment, "BENCH_TARGET_SCHEMA"));
    }

    private static String text(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
