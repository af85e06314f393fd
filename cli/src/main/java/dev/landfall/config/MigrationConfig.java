package dev.landfall.config;

import dev.landfall.rules.MappingRules;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import dev.landfall.throttle.Limits;
import dev.landfall.throttle.Replica;
import dev.landfall.verify.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command needs to know, checked.
 *
 * @param name tells migrations on one target apart
 * @param tables patterns ({@code *} and {@code ?}) of tables to take; empty takes all
 * @param excludedTables patterns of tables to leave out
 * @param rules what the user decides about types and values
 * @param group what the command is about: a part of the migration, whose {@code name} and {@code tables} these are then; null for
 *     the migration itself
 */
public record MigrationConfig(
        String name,
        SourceConfig source,
        TargetConfig target,
        List<String> tables,
        List<String> excludedTables,
        MappingRules rules,
        AssessSettings assess,
        SnapshotSettings snapshot,
        VerifySettings verify,
        CutoverSettings cutover,
        RunbookSettings runbook,
        @Nullable TableGroup group) {
    public MigrationConfig {
        tables = List.copyOf(tables);
        excludedTables = List.copyOf(excludedTables);
    }

    /** The same with another number of workers for the snapshot. */
    public MigrationConfig withSnapshotWorkers(int workers) {
        return new MigrationConfig(
                name,
                source,
                target,
                tables,
                excludedTables,
                rules,
                assess,
                snapshot.withWorkers(workers),
                verify,
                cutover,
                runbook,
                group);
    }

    /** @param maxScanTime how long an assessment may look at the data */
    public record AssessSettings(Duration maxScanTime) {
        public static final AssessSettings DEFAULTS = new AssessSettings(Duration.ofMinutes(5));
    }

    /**
     * @param workers tables and ranges copied at the same time
     * @param chunkRows rows per chunk, about
     * @param limits for the sake of both servers
     * @param replicas of the source, for its limit of their lag
     */
    public record SnapshotSettings(int workers, long chunkRows, Limits limits, List<Replica> replicas) {
        public static final SnapshotSettings DEFAULTS = new SnapshotSettings(
                Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())), 100_000, Limits.NONE, List.of());

        public SnapshotSettings {
            replicas = List.copyOf(replicas);
        }

        SnapshotSettings withWorkers(int fewer) {
            return new SnapshotSettings(fewer, chunkRows, limits, replicas);
        }
    }

    /**
     * @param method where rows are hashed
     * @param limits those of the snapshot, with those that are asked for
     * @param asked limits that are asked for of verifications, stronger than the snapshot's
     * @param certificateKey file of the key that signs certificates; null for none
     */
    public record VerifySettings(
            int workers,
            int maxDifferences,
            Method method,
            Limits limits,
            Limits asked,
            @Nullable Path certificateKey) {
        public static final VerifySettings DEFAULTS = new VerifySettings(
                Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())),
                100,
                Method.AUTO,
                Limits.NONE,
                Limits.NONE,
                null);
    }

    /**
     * @param maxDowntime longest time that writes may be refused before everything goes back
     * @param maxLag how far the stream may be behind for the gate to open
     * @param reverseWindow how long the way back stays open at least; zero for no end, of which nobody has to wait for
     * @param hooks shell commands
     * @param hookTimeout longest time that one of them may take
     * @param smokeQueries what the target has to answer before it owns the data, in this order
     */
    public record CutoverSettings(
            Duration maxDowntime,
            Duration maxLag,
            Duration reverseWindow,
            Map<Hook, String> hooks,
            Duration hookTimeout,
            List<SmokeQuery> smokeQueries) {
        public static final CutoverSettings DEFAULTS = new CutoverSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Map.of(),
                Duration.ofSeconds(60),
                List.of());

        public CutoverSettings {
            hooks = Map.copyOf(hooks);
            smokeQueries = List.copyOf(smokeQueries);
        }
    }

    /** @param people who has which role, by the role's name, in the order of the file */
    public record RunbookSettings(Map<String, String> people) {
        public static final RunbookSettings DEFAULTS = new RunbookSettings(Map.of());

        public RunbookSettings {
            people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
        }
    }
}
