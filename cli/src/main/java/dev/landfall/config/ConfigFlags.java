package dev.landfall.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param file the configuration file, or null when the flags say it all
 * @param values as typed; only the flags that were given
 */
public record ConfigFlags(@Nullable Path file, Map<Setting, String> values) {
    public ConfigFlags {
        values = Map.copyOf(values);
    }
}
