package dev.landfall.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some tables of a migration that are cut over apart from the others. Once taken out, a group is a migration of its own.
 *
 * @param migration the name of the whole that it is a part of
 * @param name as in the configuration file
 * @param tables patterns ({@code *} and {@code ?})
 */
public record TableGroup(String migration, String name, List<String> tables) {
    public TableGroup {
        tables = List.copyOf(tables);
    }

    /** The name of the migration that it becomes. */
    public String fullName() {
        return fullName(migration, name);
    }

    private static String fullName(String migration, String group) {
        return migration + "." + group;
    }

    /** The name in the configuration file of the group that has become a migration. */
    public static String shortName(String migration, String fullName) {
        return fullName.substring(fullName(migration, "").length());
    }

    /** One of a file's groups. @throws IllegalArgumentException when there is none of that name */
    static TableGroup of(String migration, String name, Map<String, List<String>> groups) {
        List<String> tables = groups.get(name);
        if (tables == null) {
            throw new IllegalArgumentException(known(groups.keySet()));
        }
        return new TableGroup(migration, name, tables);
    }

    private static String known(Set<String> names) {
        return names.isEmpty() ? "the configuration file has no groups" : "there is " + String.join(", ", names);
    }
}
