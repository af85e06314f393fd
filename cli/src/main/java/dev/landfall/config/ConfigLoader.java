package dev.landfall.config;

import dev.landfall.config.MigrationConfig.AssessSettings;
import dev.landfall.config.MigrationConfig.CutoverSettings;
import dev.landfall.config.MigrationConfig.RunbookSettings;
import dev.landfall.config.MigrationConfig.SnapshotSettings;
import dev.landfall.config.MigrationConfig.VerifySettings;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Makes a {@link MigrationConfig} of flags, file and environment; a flag wins over the file. Reads the files that the
 * settings name, asks no server. docs/configuration.md is the reference.
 */
public final class ConfigLoader {
    private static final int MAX_WORKERS = 64;
    private static final String GROUP = "--group";

    private ConfigLoader() {}

    /**
     * @param environment for passwords and for {@code ${VARIABLE}} in the file
     * @param warnings hears sentences about what works but should not stay so
     * @throws MigrationException USAGE, with all problems at once, each with its flag or its path in the file
     */
    public static MigrationConfig load(ConfigFlags flags, Map<String, String> environment, Consumer<String> warnings) {
        ConfigProblems problems = new ConfigProblems();
        ConfigFile.Content file = flags.file() == null
                ? ConfigFile.Content.EMPTY
                : new ConfigFile(flags.file(), problems).read(environment).orElseThrow(problems::toException);
        Settings settings = new Settings(file.settings(), flags.values(), problems);
        Endpoints endpoints = new Endpoints(settings, environment, problems, warnings);
        Optional<SourceConfig> source = endpoints.source();
        String database = source.map(SourceConfig::database).orElse("");
        Optional<TargetConfig> target = endpoints.target(database);
        String name = settings.text(Setting.NAME).orElse(database);
        // Everything is read before anything is refused: the user meets all problems at once.
        Optional<TableGroup> group = group(flags, name, file.groups(), problems);
        List<String> tables = settings.patterns(Setting.TABLES);
        List<String> excludedTables = settings.patterns(Setting.EXCLUDED_TABLES);
        AssessSettings assess = new AssessSettings(
                settings.duration(Setting.ASSESS_MAX_SCAN_TIME, AssessSettings.DEFAULTS.maxScanTime()));
        SnapshotSettings snapshot = snapshot(settings);
        VerifySettings verify = verify(settings, snapshot.limits());
        CutoverSettings cutover = cutover(settings, file.smokeQueries());
        if (!problems.isEmpty()) {
            throw problems.toException();
        }
        return new MigrationConfig(
                group.map(TableGroup::fullName).orElse(name),
                source.orElseThrow(),
                target.orElseThrow(),
                // The file's tables are those of the whole.
                group.map(TableGroup::tables).orElse(tables),
                group.isPresent() ? List.of() : excludedTables,
                file.rules(),
                assess,
                snapshot,
                verify,
                cutover,
                new RunbookSettings(file.people()),
                group.orElse(null));
    }

    private static Optional<TableGroup> group(
            ConfigFlags flags, String migration, Map<String, List<String>> groups, ConfigProblems problems) {
        String name = flags.group();
        if (name == null) {
            return Optional.empty();
        }
        for (Setting tables : List.of(Setting.TABLES, Setting.EXCLUDED_TABLES)) {
            if (flags.values().containsKey(tables)) {
                problems.add(tables.flagOrPath(), "does not go with " + GROUP + ", which has its tables in the file.");
            }
        }
        try {
            return Optional.of(TableGroup.of(migration, name, groups));
        } catch (IllegalArgumentException e) {
            problems.add(GROUP, "is \"" + name + "\", but " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static SnapshotSettings snapshot(Settings settings) {
        SnapshotSettings defaults = SnapshotSettings.DEFAULTS;
        return new SnapshotSettings(
                (int) settings.number(Setting.SNAPSHOT_WORKERS, defaults.workers(), 1, MAX_WORKERS),
                settings.number(Setting.SNAPSHOT_CHUNK_ROWS, defaults.chunkRows(), 1_000, 10_000_000),
                settings.limits(),
                settings.replicas(Setting.SNAPSHOT_REPLICAS));
    }

    private static VerifySettings verify(Settings settings, Limits ofSnapshot) {
        Map<Limit, OptionalLong> asked = new EnumMap<>(Limit.class);
        asked.put(Limit.ROWS_PER_SECOND, settings.limit(Limit.ROWS_PER_SECOND, Setting.VERIFY_ROWS_PER_SECOND));
        asked.put(Limit.MAX_SHARE, settings.limit(Limit.MAX_SHARE, Setting.VERIFY_MAX_SHARE));
        asked.values().removeIf(OptionalLong::isEmpty);
        VerifySettings defaults = VerifySettings.DEFAULTS;
        return new VerifySettings(
                (int) settings.number(Setting.VERIFY_WORKERS, defaults.workers(), 1, MAX_WORKERS),
                (int) settings.number(Setting.VERIFY_MAX_DIFFS, defaults.maxDifferences(), 0, 1_000_000),
                settings.method(Setting.VERIFY_METHOD, defaults.method()),
                ofSnapshot.with(asked),
                Limits.NONE.with(asked),
                settings.file(Setting.VERIFY_CERTIFICATE_KEY));
    }

    private static CutoverSettings cutover(Settings settings, List<SmokeQuery> smokeQueries) {
        CutoverSettings defaults = CutoverSettings.DEFAULTS;
        return new CutoverSettings(
                settings.duration(Setting.CUTOVER_MAX_DOWNTIME, defaults.maxDowntime()),
                settings.duration(Setting.CUTOVER_MAX_LAG, defaults.maxLag()),
                settings.durationOrZero(Setting.CUTOVER_REVERSE_WINDOW, defaults.reverseWindow()),
                settings.hooks(),
                settings.duration(Setting.CUTOVER_HOOK_TIMEOUT, defaults.hookTimeout()),
                smokeQueries);
    }
}
