package dev.landfall.run;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.plan.Finding;
import dev.landfall.profile.RelationReader;
import dev.landfall.profile.ScanBudget;
import dev.landfall.profile.TraitConditions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Questions about rows that belong together, which no single value answers. */
final class Relations {
    private final List<ForeignKey> keys = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    private Relations() {}

    /** A text that queries look up, under a collation that ignores something. */
    private record Text(SourceTable table, SourceColumn column) {}

    static Relations of(SourceCatalog catalog) {
        Relations relations = new Relations();
        for (SourceTable table : catalog.tables()) {
            table.foreignKeys().stream()
                    .filter(key -> catalog.table(key.parent()).isPresent())
                    .forEach(relations.keys::add);
            table.columns().stream()
                    .filter(column -> isLookedUp(table, column) && ignoresSpelling(column))
                    .forEach(column -> relations.texts.add(new Text(table, column)));
        }
        return relations;
    }

    private static boolean isLookedUp(SourceTable table, SourceColumn column) {
        return table.primaryKey().contains(column.name())
                || table.indexes().stream()
                        .filter(index -> index.kind().equals("BTREE"))
                        .map(SourceIndex::columns)
                        .anyMatch(columns -> columns.contains(column.name()));
    }

    private static boolean ignoresSpelling(SourceColumn column) {
        String collation = column.collation();
        return collation != null
                && TraitConditions.isText(column.type())
                && collation.toLowerCase(Locale.ROOT).endsWith("_ci");
    }

    /** @return how many questions there was no time for */
    int ask(Connection source, ScanBudget budget, List<Finding> findings) throws SQLException {
        RelationReader reader = new RelationReader(source);
        int unanswered = 0;
        for (ForeignKey key : keys) {
            OptionalLong orphans = reader.orphans(key, budget);
            unanswered += orphans.isEmpty() ? 1 : 0;
            if (orphans.orElse(0) > 0) {
                findings.add(new Finding(
                        "DATA-006",
                        Finding.Severity.WARNING,
                        key.child() + "." + key.name(),
                        orphans.getAsLong() + " row(s) refer to no row of " + key.parent()
                                + ": the foreign key arrives NOT VALID and the cutover waits for it",
                        "Correct these rows on the source: give them a parent, NULL, or delete them."));
            }
        }
        for (Text text : texts) {
            OptionalLong spellings = reader.spellings(text.table(), text.column(), budget);
            unanswered += spellings.isEmpty() ? 1 : 0;
            if (spellings.orElse(0) > 0) {
                findings.add(new Finding(
                        "DATA-007",
                        Finding.Severity.WARNING,
                        text.table().name() + "." + text.column().name(),
                        spellings.getAsLong() + " more spelling(s) than values under "
                                + text.column().collation()
                                + ": one lookup finds them all on MariaDB, and one spelling of them on PostgreSQL",
                        "Look up lower(...) on both sides, or give the column a nondeterministic ICU collation or citext after"
                                + " the cutover."));
            }
        }
        return unanswered;
    }
}
