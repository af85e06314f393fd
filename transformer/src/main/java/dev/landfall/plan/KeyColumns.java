package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Columns that tell rows apart or tie them together: primary keys, unique keys, both ends of foreign keys. */
final class KeyColumns {
    private final Set<String> columns = new HashSet<>();

    private KeyColumns() {}

    static KeyColumns of(SourceCatalog catalog) {
        KeyColumns keys = new KeyColumns();
        for (SourceTable table : catalog.tables()) {
            keys.add(table.name(), table.primaryKey());
            table.indexes().stream()
                    .filter(SourceIndex::unique)
                    .forEach(index -> keys.add(table.name(), index.columns()));
            for (ForeignKey key : table.foreignKeys()) {
                keys.add(key.child(), key.columns());
                keys.add(key.parent(), key.parentColumns());
            }
        }
        return keys;
    }

    boolean contain(TableName table, String column) {
        return columns.contains(id(table, column));
    }

    private void add(TableName table, Collection<String> names) {
        names.forEach(name -> columns.add(id(table, name)));
    }

    private static String id(TableName table, String column) {
        return table + "." + column.toLowerCase(Locale.ROOT);
    }
}
