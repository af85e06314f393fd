package dev.landfall.bench.reader;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import java.util.Map;
import java.util.Objects;

/**
 * What a reader has to read. It travels in the environment, where other users cannot see the password.
 *
 * @param source without TLS
 * @param from where to begin
 * @param head the last transaction, and all before it
 * @param changes how many rows are changed in between
 */
public record ReaderTask(SourceConfig source, SourcePosition from, GtidSet head, long changes) {
    /** For {@link #of}. */
    public Map<String, String> environment() {
        return Map.of(
                "BENCH_SOURCE_HOST", source.host(),
                "BENCH_SOURCE_PORT", String.valueOf(source.port()),
                "BENCH_SOURCE_DATABASE", source.database(),
                "BENCH_SOURCE_USER", source.user(),
                "BENCH_SOURCE_PASSWORD", source.password().value(),
                "BENCH_FROM_GTIDS", from.gtids().toString(),
                "BENCH_FROM_FILE", from.file(),
                "BENCH_FROM_OFFSET", String.valueOf(from.offset()),
                "BENCH_HEAD", head.toString(),
                "BENCH_CHANGES", String.valueOf(changes));
    }

    static ReaderTask of(Map<String, String> environment) {
        return new ReaderTask(
                new SourceConfig(
                        text(environment, "BENCH_SOURCE_HOST"),
                        Integer.parseInt(text(environment, "BENCH_SOURCE_PORT")),
                        text(environment, "BENCH_SOURCE_DATABASE"),
                        text(environment, "BENCH_SOURCE_USER"),
                        new Secret(text(environment, "BENCH_SOURCE_PASSWORD")),
                        TlsSettings.DISABLED),
                new SourcePosition(
                        GtidSet.parse(text(environment, "BENCH_FROM_GTIDS")),
                        text(environment, "BENCH_FROM_FILE"),
                        Long.parseLong(text(environment, "BENCH_FROM_OFFSET"))),
                GtidSet.parse(text(environment, "BENCH_HEAD")),
                Long.parseLong(text(environment, "BENCH_CHANGES")));
    }

    private static String text(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
