package dev.landfall.throttle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a copy or a verification can be limited by. Rows and bytes are kept by pacing the rows, a share by a rest after every piece of
 * work, the others by holding the copy while exceeded.
 */
public enum Limit {
    ROWS_PER_SECOND("rowsPerSecond", Unit.COUNT),
    BYTES_PER_SECOND("bytesPerSecond", Unit.SIZE),
    THREADS_RUNNING("threadsRunning", Unit.COUNT),
    HISTORY_LENGTH("historyLength", Unit.COUNT),
    REPLICA_LAG("replicaLag", Unit.DURATION),
    TARGET_REPLICA_LAG("targetReplicaLag", Unit.DURATION),
    WAL_PER_SECOND("walPerSecond", Unit.SIZE),
    /** Of the time of each worker of a verification. */
    MAX_SHARE("maxShare", Unit.PERCENT);

    private final String key;
    private final Unit unit;

    Limit(String key, Unit unit) {
        this.key = key;
        this.unit = unit;
    }

    /** As the configuration file spells it: {@code threadsRunning}. */
    public String key() {
        return key;
    }

    /** As the command line spells it: {@code threads-running}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Within a sentence: {@code threads running}. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("wal", "WAL");
    }

    /** Whether a server has to be asked for what it is about. */
    public boolean probed() {
        return this != ROWS_PER_SECOND && this != BYTES_PER_SECOND && this != MAX_SHARE;
    }

    /** Whether it spares the target, which has work with a snapshot even when the source has none any more. */
    public boolean ofTarget() {
        return this == TARGET_REPLICA_LAG || this == WAL_PER_SECOND;
    }

    /** Whether a copy keeps it, and not verifications alone. */
    public boolean ofCopy() {
        return this != MAX_SHARE;
    }

    public static Optional<Limit> ofWord(String word) {
        return Arrays.stream(values())
                .filter(limit -> limit.word().equals(word))
                .findFirst();
    }

    public static List<String> allWords() {
        return Arrays.stream(values()).map(Limit::word).toList();
    }

    /** In rows, bytes, threads, transactions or milliseconds; empty for text that is no value of this limit. */
    public OptionalLong parse(String text) {
        return unit.parse(text);
    }

    /** What {@link #parse} takes, for messages. */
    public String expected() {
        return unit.expected();
    }

    /** What {@link #parse} reads as exactly this value. */
    String exact(long value) {
        return unit.exact(value);
    }

    /** For people. */
    public String shown(long value) {
        return unit.shown(value);
    }
}
