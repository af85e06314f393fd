package dev.landfall.config;

import dev.landfall.throttle.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that can be set, by its path in the configuration file. Some settings have a flag as well, and the flag wins. */
public enum Setting {
    NAME("name", "--name", Kind.TEXT),
    SOURCE_URL("source.url", "--source", Kind.TEXT),
    SOURCE_PASSWORD_FILE("sourcePasswordFile", null, Kind.TEXT),
    TARGET_URL("target.url", "--target", Kind.TEXT),
    TARGET_SCHEMA("target.schema", "--target-schema", Kind.TEXT),
    TARGET_PASSWORD_FILE("targetPasswordFile", null, Kind.TEXT),
    TABLES("tables", "--tables", Kind.LIST),
    EXCLUDED_TABLES("excludeTables", "--exclude-tables", Kind.LIST),
    ASSESS_MAX_SCAN_TIME("assess.maxScanTime", "--max-scan-time", Kind.TEXT),
    SNAPSHOT_WORKERS("snapshot.workers", null, Kind.NUMBER),
    SNAPSHOT_CHUNK_ROWS("snapshot.chunkRows", null, Kind.NUMBER),
    SNAPSHOT_ROWS_PER_SECOND(Limit.ROWS_PER_SECOND, Kind.NUMBER),
    SNAPSHOT_BYTES_PER_SECOND(Limit.BYTES_PER_SECOND, Kind.TEXT),
    SNAPSHOT_THREADS_RUNNING(Limit.THREADS_RUNNING, Kind.NUMBER),
    SNAPSHOT_HISTORY_LENGTH(Limit.HISTORY_LENGTH, Kind.NUMBER),
    SNAPSHOT_REPLICA_LAG(Limit.REPLICA_LAG, Kind.TEXT),
    SNAPSHOT_TARGET_REPLICA_LAG(Limit.TARGET_REPLICA_LAG, Kind.TEXT),
    SNAPSHOT_WAL_PER_SECOND(Limit.WAL_PER_SECOND, Kind.TEXT),
    SNAPSHOT_REPLICAS("snapshot.replicas", null, Kind.LIST),
    VERIFY_WORKERS("verify.workers", null, Kind.NUMBER),
    VERIFY_MAX_DIFFS("verify.maxDiffs", "--max-diffs", Kind.NUMBER),
    VERIFY_METHOD("verify.method", null, Kind.TEXT),
    VERIFY_ROWS_PER_SECOND("verify.rowsPerSecond", "--rows-per-second", Kind.NUMBER),
    VERIFY_MAX_SHARE("verify.maxShare", "--max-share", Kind.TEXT),
    VERIFY_CERTIFICATE_KEY("verify.certificateKey", "--certificate-key", Kind.TEXT),
    CUTOVER_MAX_DOWNTIME("cutover.maxDowntime", "--max-downtime", Kind.TEXT),
    CUTOVER_MAX_LAG("cutover.maxLag", null, Kind.TEXT),
    CUTOVER_REVERSE_WINDOW("cutover.reverseWindow", "--reverse-window", Kind.TEXT),
    CUTOVER_HOOK_PRE_FENCE("cutover.hooks.preFence", null, Kind.TEXT),
    CUTOVER_HOOK_FENCED("cutover.hooks.fenced", null, Kind.TEXT),
    CUTOVER_HOOK_DRAINED("cutover.hooks.drained", null, Kind.TEXT),
    CUTOVER_HOOK_PROVEN("cutover.hooks.proven", null, Kind.TEXT),
    CUTOVER_HOOK_HANDED_OVER("cutover.hooks.handedOver", null, Kind.TEXT),
    CUTOVER_HOOK_ABORTED("cutover.hooks.aborted", null, Kind.TEXT),
    CUTOVER_HOOK_TIMEOUT("cutover.hooks.timeout", null, Kind.TEXT);

    /** What the file may hold. */
    enum Kind {
        TEXT("text (put it in quotes)"),
        LIST("a list of texts"),
        NUMBER("a whole number");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** The section of all limits. */
    static final String LIMITS = "snapshot.limits";

    private final String path;
    private final @Nullable String flag;
    private final Kind kind;

    Setting(String path, @Nullable String flag, Kind kind) {
        this.path = path;
        this.flag = flag;
        this.kind = kind;
    }

    Setting(Limit limit, Kind kind) {
        this(LIMITS + "." + limit.key(), null, kind);
    }

    static Setting of(Limit limit) {
        return at(LIMITS + "." + limit.key()).orElseThrow();
    }

    static Setting of(Hook hook) {
        return switch (hook) {
            case PRE_FENCE -> CUTOVER_HOOK_PRE_FENCE;
            case FENCED -> CUTOVER_HOOK_FENCED;
            case DRAINED -> CUTOVER_HOOK_DRAINED;
            case PROVEN -> CUTOVER_HOOK_PROVEN;
            case HANDED_OVER -> CUTOVER_HOOK_HANDED_OVER;
            case ABORTED -> CUTOVER_HOOK_ABORTED;
        };
    }

    /** Where it stands in the file. */
    public String path() {
        return path;
    }

    /** How a command line gives it; where no flag does, its path in the file. */
    String flagOrPath() {
        return flag == null ? path : flag;
    }

    Kind kind() {
        return kind;
    }

    static Optional<Setting> at(String path) {
        return Arrays.stream(values())
                .filter(setting -> setting.path.equals(path))
                .findFirst();
    }

    /** The paths right below a section, for example {@code snapshot}, and its sections; empty when it is no section. */
    static List<String> pathsBelow(String section) {
        String prefix = section + ".";
        return Arrays.stream(values())
                .map(Setting::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> prefix + path.substring(prefix.length()).split("\\.", -1)[0])
                .distinct()
                .toList();
    }
}
