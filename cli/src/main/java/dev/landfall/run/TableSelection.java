package dev.landfall.run;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which tables are meant: patterns with {@code *} and {@code ?}, case-insensitive. */
public record TableSelection(List<String> include, List<String> exclude) {
    public TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** As on the command line. */
    String display() {
        if (include.isEmpty() && exclude.isEmpty()) {
            return "all tables";
        }
        return (include.isEmpty() ? "" : "--tables " + String.join(",", include))
                + (include.isEmpty() || exclude.isEmpty() ? "" : " ")
                + (exclude.isEmpty() ? "" : "--exclude-tables " + String.join(",", exclude));
    }

    /** Patterns from their comma-separated form. */
    static List<String> split(String patterns) {
        return patterns.isEmpty() ? List.of() : List.of(patterns.split(",", -1));
    }

    /**
     * The catalog reduced to the selected tables.
     *
     * @throws MigrationException {@code CONFIG-002} when a pattern matches nothing, or nothing is left
     */
    public SourceCatalog apply(SourceCatalog catalog) {
        return apply(catalog, List.of());
    }

    /** The same. @param elsewhere names that a pattern may match as well, though the catalog does not have them */
    SourceCatalog apply(SourceCatalog catalog, List<String> elsewhere) {
        List<TableName> known = new ArrayList<>();
        catalog.tables().forEach(table -> known.add(table.name()));
        elsewhere.forEach(name -> known.add(new TableName(catalog.database(), name)));
        List<String> idle = new ArrayList<>();
        for (String pattern : include) {
            if (known.stream().noneMatch(name -> matches(pattern, name))) {
                idle.add("--tables " + pattern);
            }
        }
        for (String pattern : exclude) {
            if (known.stream().noneMatch(name -> matches(pattern, name))) {
                idle.add("--exclude-tables " + pattern);
            }
        }
        List<SourceTable> tables =
                catalog.tables().stream().filter(this::selects).toList();
        if (!idle.isEmpty() || tables.isEmpty()) {
            throw new MigrationException(
                    FailureCode.NO_TABLE_MATCHES,
                    idle.isEmpty()
                            ? "Database " + catalog.database() + " has no table to migrate ("
                                    + catalog.tables().size() + " seen, none selected)."
                            : "No table of database " + catalog.database() + " matches " + String.join(", ", idle)
                                    + ".",
                    "Check the patterns and the user's privileges: a table that it may not read is invisible.");
        }
        return catalog.withTables(tables);
    }

    boolean selects(SourceTable table) {
        return selects(table.name());
    }

    /** Whether a table of the source database belongs to the migration by its name, whether it exists or not. */
    boolean selects(TableName table) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, table)))
                && exclude.stream().noneMatch(pattern -> matches(pattern, table));
    }

    private static boolean matches(String pattern, TableName table) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(table.name())
                .matches();
    }
}
