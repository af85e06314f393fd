package dev.landfall.evolution;

import dev.landfall.catalog.TableName;
import dev.landfall.ddl.SchemaStatement;
import dev.landfall.ddl.SchemaStatement.Renaming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tools that alter a table by filling a copy of it, and renaming that into its place. They are known by their names. */
public final class OnlineSchemaTool {
    private static final Pattern COPY = Pattern.compile("_+(.+)_(gho|ghc|del|new|old)");
    private static final Map<String, String> TOOLS = Map.of(
            "gho", "gh-ost",
            "ghc", "gh-ost",
            "del", "gh-ost",
            "new", "pt-online-schema-change (or spirit)",
            "old", "pt-online-schema-change (or spirit)");

    private OnlineSchemaTool() {}

    /** The table that a tool's table belongs to. */
    public static Optional<TableName> owner(TableName table) {
        Matcher copy = COPY.matcher(table.name());
        return copy.matches() ? Optional.of(new TableName(table.database(), copy.group(1))) : Optional.empty();
    }

    /** The tool that ends its work with this statement. */
    static Optional<String> behind(SchemaStatement statement) {
        return statement instanceof SchemaStatement.RenameTables rename ? behind(rename.renamings()) : Optional.empty();
    }

    private static Optional<String> behind(List<Renaming> renamings) {
        for (Renaming renaming : renamings) {
            boolean puts = owner(renaming.from()).filter(renaming.to()::equals).isPresent();
            if (puts) {
                Matcher copy = COPY.matcher(renaming.from().name());
                return copy.matches() ? Optional.ofNullable(TOOLS.get(copy.group(2))) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
