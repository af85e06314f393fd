package dev.landfall.plan;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceView;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a view may give otherwise because of the columns that it names, whatever its translation. Coarse on purpose: it
 * would rather say it once too often.
 */
final class ViewCaveats {
    private static final Pattern COMPARES = Pattern.compile(
            "\\b(?:where|having|group by|order by|distinct|union|join|case|min|max|nullif|field|if)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHIFTS_DATES =
            Pattern.compile("\\binterval\\b|unix_timestamp", Pattern.CASE_INSENSITIVE);

    private final List<SourceColumn> columns;

    /** @param readsFrom tables that the view reads; what views below it read is told of those */
    ViewCaveats(SourceCatalog catalog, List<String> readsFrom) {
        this.columns = catalog.tables().stream()
                .filter(table -> readsFrom.stream().anyMatch(table.name().name()::equalsIgnoreCase))
                .flatMap(table -> table.columns().stream())
                .toList();
    }

    List<String> of(SourceView view) {
        List<String> caveats = new ArrayList<>();
        if (COMPARES.matcher(view.definition()).find()) {
            named(view, column -> CaseFolding.ignoresCase(column))
                    .ifPresent(name -> caveats.add("Text such as " + name
                            + " compares without regard to case, accents or trailing spaces on MariaDB, and exactly on"
                            + " PostgreSQL."));
        }
        named(view, column -> column.declaration().toLowerCase(Locale.ROOT).contains("zerofill"))
                .ifPresent(name -> caveats.add("As text, " + name + " has leading zeros on MariaDB only (ZEROFILL)."));
        named(view, column -> column.type() instanceof MariaDbType.JsonType)
                .ifPresent(
                        name -> caveats.add(
                                "As text, JSON such as " + name
                                        + " is spelled otherwise on PostgreSQL; of a key that is repeated, other values may be taken."));
        if (SHIFTS_DATES.matcher(view.definition()).find()) {
            caveats.add("Beyond the year 9999, or outside of UNIX time, MariaDB's date functions give NULL.");
        }
        return caveats;
    }

    private Optional<String> named(SourceView view, Predicate<SourceColumn> kind) {
        return columns.stream()
                .filter(kind)
                .map(SourceColumn::name)
                .filter(name -> view.definition().contains(Identifiers.mariaDb(name)))
                .findFirst();
    }
}
