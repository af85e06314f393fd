package dev.landfall.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param file the configuration file, or null when the flags say it all
 * @param values as typed; only the flags that were given
 * @param group which of the file's groups of tables it is about; null for the whole migration
 */
public record ConfigFlags(
        @Nullable Path file,
        Map<Setting, String> values,
        @Nullable String group) {
    public ConfigFlags {
        values = Map.copyOf(values);
    }

    /** About the whole migration. */
    public ConfigFlags(@Nullable Path file, Map<Setting, String> values) {
        this(file, values, null);
    }
}
