package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where one cascade sets off another, and what follows for the copy. Cascades are not in the binary log, so bringing chunks of
 * different positions to one position has to repeat them, from the rows that are on the target. That works as long as the
 * rows in the middle of a chain are not ahead of the rows at its end: a middle row that the copy no longer has cannot tell
 * which rows its own end changed. Immutable.
 */
final class CascadeGraph {
    private final Map<TableName, List<ForeignKey>> byChild;
    private final Map<TableName, Set<TableName>> middles = new HashMap<>();

    private CascadeGraph(List<ForeignKey> keys) {
        this.byChild = keys.stream().collect(Collectors.groupingBy(ForeignKey::child));
        Map<TableName, List<ForeignKey>> byParent = keys.stream().collect(Collectors.groupingBy(ForeignKey::parent));
        for (ForeignKey first : keys) {
            for (ForeignKey next : byParent.getOrDefault(first.child(), List.of())) {
                if (setsOff(first, next)) {
                    middles.computeIfAbsent(next.child(), child -> new TreeSet<>())
                            .add(first.child());
                }
            }
        }
    }

    static CascadeGraph of(SourceCatalog catalog) {
        List<ForeignKey> keys = new ArrayList<>();
        for (SourceTable table : catalog.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                if (key.changesChild() && catalog.table(key.parent()).isPresent()) {
                    keys.add(key);
                }
            }
        }
        return new CascadeGraph(keys);
    }

    /** Tables, other than itself, of which no row may be copied at a later position than any of {@code end}. */
    List<TableName> middlesBefore(TableName end) {
        return middles.getOrDefault(end, Set.of()).stream()
                .filter(middle -> !middle.equals(end))
                .toList();
    }

    /** Whether cascades change the column: a row may then leave one range of it for another, unseen. */
    boolean changes(TableName table, String column) {
        return byChild.getOrDefault(table, List.of()).stream()
                .anyMatch(key -> updates(key) && key.columns().stream().anyMatch(column::equalsIgnoreCase));
    }

    /** Whether cascades change or delete rows of the table. */
    boolean changesTable(TableName table) {
        return byChild.containsKey(table);
    }

    /** Whether a cascade can come back to the table, directly or by way of others. */
    boolean inCircle(TableName table) {
        return reachable(table).contains(table);
    }

    /** Whether a cascade can come back to the table by way of others. */
    boolean inCircleWithOthers(TableName table) {
        return reachable(table).stream()
                .anyMatch(other -> !other.equals(table) && reachable(other).contains(table));
    }

    private Set<TableName> reachable(TableName from) {
        Set<TableName> reached = new HashSet<>();
        List<TableName> open = new ArrayList<>(middles.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            TableName next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(middles.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    /** @param next a key that refers to the child of the first one */
    private static boolean setsOff(ForeignKey first, ForeignKey next) {
        boolean byDelete =
                first.onDelete() == ForeignKey.Action.CASCADE && next.onDelete().changesChild();
        boolean byUpdate = updates(first)
                && next.onUpdate().changesChild()
                && next.parentColumns().stream()
                        .anyMatch(column -> first.columns().stream().anyMatch(column::equalsIgnoreCase));
        return byDelete || byUpdate;
    }

    /** Whether it can write the child's columns, not only delete the child. */
    private static boolean updates(ForeignKey key) {
        return key.onUpdate().changesChild()
                || key.onDelete().changesChild() && key.onDelete() != ForeignKey.Action.CASCADE;
    }
}
