package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.profile.TraitConditions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Foreign keys of one table. */
final class ForeignKeyPlanner {
    private final SourceCatalog catalog;
    private final SourceTable table;
    private final TakenNames constraints;
    private final Findings findings;

    ForeignKeyPlanner(SourceCatalog catalog, SourceTable table, TakenNames constraints, Findings findings) {
        this.catalog = catalog;
        this.table = table;
        this.constraints = constraints;
        this.findings = findings;
    }

    List<ForeignKeyPlan> plan() {
        List<ForeignKeyPlan> plans = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            String where = table.name() + "." + key.name();
            Optional<SourceTable> parent = catalog.table(key.parent());
            if (parent.isEmpty()) {
                reportMissingParent(key, where);
            } else if (!uniqueOn(parent.get(), key.parentColumns())) {
                findings.warning(
                        "FK-002",
                        where,
                        "refers to columns of " + key.parent()
                                + " that are not unique, or too long to be kept unique by an index on them (2704 bytes):"
                                + " PostgreSQL has no such foreign key",
                        "Add a unique key over these columns to the parent, or make them shorter, or keep the rule in the"
                                + " application.");
            } else {
                reportCollation(key, where);
                plans.add(new ForeignKeyPlan(
                        key,
                        constraints.claim(NameMapper.map(key.name())),
                        names(key.columns()),
                        NameMapper.map(key.parent().name()),
                        names(key.parentColumns())));
            }
        }
        return plans;
    }

    /** On the source a key matches under its collation, on the target byte by byte. */
    private void reportCollation(ForeignKey key, String where) {
        key.columns().stream()
                .flatMap(column -> table.column(column).stream())
                .filter(column -> TraitConditions.isText(column.type()))
                .map(SourceColumn::collation)
                .filter(collation ->
                        collation != null && !collation.toLowerCase(Locale.ROOT).endsWith("_bin"))
                .findFirst()
                .ifPresent(collation -> findings.warning(
                        "FK-004",
                        where,
                        "matches its parent under " + collation + " (case, accents or trailing spaces do not count); on"
                                + " the target every byte counts, for its cascades as well",
                        "Where child and parent are not spelled alike, correct the child on the source."));
    }

    private void reportMissingParent(ForeignKey key, String where) {
        String text = "refers to " + key.parent() + ", which is not migrated: the foreign key is not carried over";
        if (key.changesChild()) {
            findings.blocker(
                    "FK-003",
                    where,
                    text
                            + ", and the rows that its cascades change cannot be followed, as they are not in the binary log",
                    "Migrate " + key.parent()
                            + " as well, or take the key's ON DELETE and ON UPDATE actions away on the" + " source.");
        } else {
            findings.warning(
                    "FK-001",
                    where,
                    text,
                    "Migrate " + key.parent() + " as well, or keep the rule in the application.");
        }
    }

    private static boolean uniqueOn(SourceTable parent, List<String> columns) {
        Set<String> wanted = lower(columns);
        return lower(parent.primaryKey()).equals(wanted)
                || parent.indexes().stream()
                        .filter(SourceIndex::unique)
                        .filter(SourceIndex::coversWholeColumns)
                        .filter(index -> IndexEntry.fits(parent, index))
                        .anyMatch(index -> lower(index.columns()).equals(wanted));
    }

    /** The keys of a table that foreign keys of any table refer to. */
    static Set<SourceIndex> referredTo(SourceCatalog catalog, SourceTable parent) {
        Set<SourceIndex> keys = new HashSet<>();
        for (SourceTable child : catalog.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                if (key.parent().equals(parent.name())
                        && !lower(parent.primaryKey()).equals(lower(key.parentColumns()))) {
                    parent.indexes().stream()
                            .filter(index -> index.unique() && index.coversWholeColumns())
                            .filter(index -> lower(index.columns()).equals(lower(key.parentColumns())))
                            .filter(index -> IndexEntry.fits(parent, index))
                            .findFirst()
                            .ifPresent(keys::add);
                }
            }
        }
        return keys;
    }

    private static Set<String> lower(List<String> columns) {
        Set<String> lower = new HashSet<>();
        columns.forEach(column -> lower.add(column.toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static List<String> names(List<String> columns) {
        return columns.stream().map(NameMapper::map).toList();
    }
}
