package dev.landfall.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells rows that have changed places from rows that have changed: two that have each other's values, or more of them in a
 * circle. Stateless.
 */
final class SwappedRows {
    private SwappedRows() {}

    /** Among the rows that are listed. */
    static void name(TableCheck table) {
        Set<RowKey> swapped = swapped(table.differences());
        if (!swapped.isEmpty()) {
            table.replaceDifferences(explained -> swapped.contains(explained.key()) ? explained.swapped() : explained);
        }
    }

    /**
     * A row may have another row's value by chance, but hardly so that nobody's value is left over. Where more than one row
     * had, or has, the same values, nothing tells which of them belong together.
     */
    static Set<RowKey> swapped(List<Explained> differences) {
        Map<String, Explained> hadBy = new HashMap<>();
        Map<String, Integer> rows = new HashMap<>();
        for (Explained row : differences) {
            if (row.exchange() != null && !says(row.difference().cause())) {
                hadBy.put(row.exchange().before(), row);
                rows.merge("had " + row.exchange().before(), 1, Integer::sum);
                rows.merge("has " + row.exchange().after(), 1, Integer::sum);
            }
        }
        hadBy.values()
                .removeIf(row -> rows.getOrDefault("had " + before(row), 0) > 1
                        || rows.getOrDefault("has " + before(row), 0) != 1);
        Set<RowKey> swapped = new HashSet<>();
        Set<RowKey> seen = new HashSet<>();
        hadBy.values().forEach(first -> addCircle(first, hadBy, seen, swapped));
        return swapped;
    }

    /** Whether a cause says more: of zeros there are but two, so that other rows have the other one by chance. */
    private static boolean says(Cause cause) {
        return cause == Cause.LOST_CASCADE || cause == Cause.ZERO_SIGN;
    }

    /** From each row to the one whose values it has; each is reached from one other at the most. */
    private static void addCircle(
            Explained first, Map<String, Explained> hadBy, Set<RowKey> seen, Set<RowKey> swapped) {
        List<RowKey> circle = new ArrayList<>();
        Explained row = first;
        while (row != null && seen.add(row.key())) {
            circle.add(row.key());
            row = hadBy.get(Objects.requireNonNull(row.exchange()).after());
        }
        if (row != null && row.key().equals(first.key())) {
            swapped.addAll(circle);
        }
    }

    private static String before(Explained row) {
        return Objects.requireNonNull(row.exchange()).before();
    }
}
