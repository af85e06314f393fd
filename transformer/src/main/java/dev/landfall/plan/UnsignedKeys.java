package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * BIGINT UNSIGNED columns that count as {@code bigint}: an AUTO_INCREMENT column, because only integers can be identities,
 * and whatever is tied to one by a foreign key, because both ends need one type. A counter never comes near 2^63; a value
 * that does is refused, not cut.
 */
final class UnsignedKeys {
    private final Set<String> columns;

    private UnsignedKeys(Set<String> columns) {
        this.columns = columns;
    }

    static UnsignedKeys of(SourceCatalog catalog) {
        Set<String> family = new HashSet<>();
        for (SourceTable table : catalog.tables()) {
            for (SourceColumn column : table.columns()) {
                if (column.autoIncrement() && isUnsignedBigint(column)) {
                    family.add(id(table.name(), column.name()));
                }
            }
        }
        while (family.addAll(neighbours(catalog, family))) {
            // Grows along the foreign keys until nothing new is reached.
        }
        return new UnsignedKeys(family);
    }

    boolean contains(TableName table, SourceColumn column) {
        return isUnsignedBigint(column) && columns.contains(id(table, column.name()));
    }

    private static Set<String> neighbours(SourceCatalog catalog, Set<String> family) {
        Set<String> found = new HashSet<>();
        for (SourceTable table : catalog.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                for (int i = 0; i < key.columns().size(); i++) {
                    String child = id(key.child(), key.columns().get(i));
                    String parent = id(key.parent(), key.parentColumns().get(i));
                    if (family.contains(child) || family.contains(parent)) {
                        found.add(child);
                        found.add(parent);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isUnsignedBigint(SourceColumn column) {
        return column.type() instanceof MariaDbType.IntegerType integer && integer.unsigned() && integer.bits() == 64;
    }

    private static String id(TableName table, String column) {
        return table + "." + column.toLowerCase(Locale.ROOT);
    }
}
