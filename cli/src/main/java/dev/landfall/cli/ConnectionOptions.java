package dev.landfall.cli;

import dev.landfall.config.ConfigFlags;
import dev.landfall.config.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which migration: the two databases, its name, its tables. */
final class ConnectionOptions {
    @ArgGroup(validate = false, heading = "%nWhich migration:%n", order = 10)
    private Group group = new Group();

    static final class Group {
        @Option(
                names = {"-c", "--config"},
                paramLabel = "FILE",
                description = "Configuration file (YAML). Flags win over it.")
        private @Nullable Path config;

        @Option(names = "--source", paramLabel = "URL", description = "mariadb://user@host:3306/database")
        private @Nullable String source;

        @Option(names = "--target", paramLabel = "URL", description = "postgresql://user@host:5432/database")
        private @Nullable String target;

        @Option(
                names = "--target-schema",
                paramLabel = "NAME",
                description = "PostgreSQL schema of the tables (default: the source database's name in lower case).")
        private @Nullable String targetSchema;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "Tells migrations on one target apart (default: the source database's name).")
        private @Nullable String name;

        @Option(
                names = "--group",
                paramLabel = "NAME",
                description = "Of the migration only this group of tables, as the configuration file has it.")
        private @Nullable String group;

        @Option(
                names = "--tables",
                paramLabel = "LIST",
                description = "Only these tables: names with * and ?, and commas between.")
        private @Nullable String tables;

        @Option(names = "--exclude-tables", paramLabel = "LIST", description = "Not these tables.")
        private @Nullable String excludedTables;
    }

    /** @param more flags of the command itself, those not given with null */
    ConfigFlags flags(Map<Setting, ? extends @Nullable Object> more) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.SOURCE_URL, group.source);
        put(given, Setting.TARGET_URL, group.target);
        put(given, Setting.TARGET_SCHEMA, group.targetSchema);
        put(given, Setting.NAME, group.name);
        put(given, Setting.TABLES, group.tables);
        put(given, Setting.EXCLUDED_TABLES, group.excludedTables);
        more.forEach((setting, value) -> put(given, setting, value));
        return new ConfigFlags(group.config, given, group.group);
    }

    /** The group that it is about; null for the whole migration. */
    @Nullable
    String group() {
        return group.group;
    }

    private static void put(Map<Setting, String> given, Setting setting, @Nullable Object value) {
        if (value != null) {
            given.put(setting, value.toString());
        }
    }

    /** The migration's options for the next command line, with a space in front. Never a password: such URLs are refused. */
    String typed() {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--config", group.config);
        options.put("--source", group.source);
        options.put("--target", group.target);
        options.put("--target-schema", group.targetSchema);
        options.put("--name", group.name);
        options.put("--group", group.group);
        return typed(options);
    }

    /** All options, for the same command line again. */
    String typedAgain() {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--tables", group.tables);
        options.put("--exclude-tables", group.excludedTables);
        return typed() + typed(options);
    }

    private static String typed(Map<String, @Nullable Object> options) {
        return options.entrySet().stream()
                .filter(option -> option.getValue() != null)
                .map(option -> " " + option.getKey() + " " + quoted(String.valueOf(option.getValue())))
                .collect(Collectors.joining());
    }

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
