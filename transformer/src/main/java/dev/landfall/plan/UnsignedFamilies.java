package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.profile.Trait;
import dev.landfall.rules.TypeChoice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * BIGINT UNSIGNED columns, each as {@code bigint} or {@code numeric(20,0)}. Columns that foreign keys tie together are a
 * family and get one type, or PostgreSQL could not compare them by an index. A family is {@code bigint} when one of it is an
 * AUTO_INCREMENT column, because only integers can be identities and a counter never comes near 2^63; or when every row was
 * looked at, there were some, and none is above; or when the user says so.
 */
final class UnsignedFamilies {
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> numericFamilies = new HashSet<>();

    private UnsignedFamilies() {}

    static UnsignedFamilies of(PlanBasis basis) {
        UnsignedFamilies families = new UnsignedFamilies();
        SourceCatalog catalog = basis.catalog();
        for (SourceTable table : catalog.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                for (int i = 0; i < key.columns().size(); i++) {
                    families.unite(
                            id(key.child(), key.columns().get(i)),
                            id(key.parent(), key.parentColumns().get(i)));
                }
            }
        }
        families.decide(basis);
        return families;
    }

    private void decide(PlanBasis basis) {
        Set<String> counters = new HashSet<>();
        Set<String> asked = new HashSet<>();
        Set<String> large = new HashSet<>();
        for (SourceTable table : basis.catalog().tables()) {
            for (SourceColumn column : table.columns()) {
                if (isUnsignedBigint(column)) {
                    String family = root(id(table.name(), column.name()));
                    TypeChoice choice = basis.rules()
                            .type(table.name().name(), column.name())
                            .orElse(null);
                    if (choice == TypeChoice.NUMERIC) {
                        numericFamilies.add(family);
                    } else if (choice == TypeChoice.BIGINT) {
                        asked.add(family);
                    } else if (column.autoIncrement()) {
                        counters.add(family);
                    } else if (!fits(basis, table, column)) {
                        large.add(family);
                    }
                }
            }
        }
        large.removeAll(counters);
        large.removeAll(asked);
        numericFamilies.addAll(large);
    }

    /** An empty table tells nothing. */
    private static boolean fits(PlanBasis basis, SourceTable table, SourceColumn column) {
        return basis.profile().free(table.name(), column.name(), Trait.ABOVE_BIGINT)
                && basis.profile().table(table.name()).orElseThrow().rows() > 0;
    }

    boolean isBigint(TableName table, SourceColumn column) {
        return isUnsignedBigint(column) && !numericFamilies.contains(root(id(table, column.name())));
    }

    private void unite(String one, String other) {
        parents.put(root(one), root(other));
    }

    private String root(String id) {
        String at = id;
        for (String next = parents.get(at); next != null && !next.equals(at); next = parents.get(at)) {
            at = next;
        }
        return at;
    }

    static boolean isUnsignedBigint(SourceColumn column) {
        return column.type() instanceof MariaDbType.IntegerType integer && integer.unsigned() && integer.bits() == 64;
    }

    private static String id(TableName table, String column) {
        return table + "." + column.toLowerCase(Locale.ROOT);
    }
}
