package dev.landfall.stream;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables to follow, found by the names that the binary log has. Immutable. */
final class CapturedTables {
    private final Map<TableName, CapturedTable> byName = new HashMap<>();
    private final boolean namesFold;
    private final Predicate<TableName> scope;

    /** Without interest in tables that are created later. */
    CapturedTables(List<SourceTable> tables, boolean namesFold) {
        this(tables, namesFold, table -> false);
    }

    /**
     * @param scope which tables would be among them if they were there
     * @param namesFold the server takes names that differ in case for the same ({@code lower_case_table_names} is not 0)
     * @throws dev.landfall.failure.MigrationException when a column's character set cannot be decoded
     */
    CapturedTables(List<SourceTable> tables, boolean namesFold, Predicate<TableName> scope) {
        this.scope = scope;
        this.namesFold = namesFold;
        for (SourceTable table : tables) {
            if (table.historyOf() == null) {
                byName.put(key(table.name()), new CapturedTable(table, historyOf(table, tables)));
            }
        }
    }

    private static @Nullable SourceTable historyOf(SourceTable table, List<SourceTable> tables) {
        return tables.stream()
                .filter(other ->
                        other.historyOf() != null && other.historyOf().table().equals(table.name()))
                .findFirst()
                .orElse(null);
    }

    Collection<CapturedTable> all() {
        return byName.values();
    }

    @Nullable
    CapturedTable find(TableName name) {
        return byName.get(key(name));
    }

    /** Whether DDL on a table that is not captured matters. */
    boolean inScope(TableName name) {
        return scope.test(name);
    }

    List<CapturedTable> inDatabase(String database) {
        List<CapturedTable> found = new ArrayList<>();
        for (CapturedTable table : byName.values()) {
            if (fold(table.name().database()).equals(fold(database))) {
                found.add(table);
            }
        }
        return found;
    }

    private TableName key(TableName name) {
        return namesFold ? new TableName(fold(name.database()), fold(name.name())) : name;
    }

    private String fold(String name) {
        return namesFold ? name.toLowerCase(Locale.ROOT) : name;
    }
}
