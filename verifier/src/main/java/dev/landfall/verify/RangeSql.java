package dev.landfall.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The source's statements that find out where a table's ranges end. Immutable. */
final class RangeSql {
    private final RangeColumn by;
    private final String table;
    private final List<String> setAside;

    /** @param setAside conditions of rows that are in no range */
    RangeSql(RangeColumn by, String table, List<String> setAside) {
        this.by = by;
        this.table = table;
        this.setAside = List.copyOf(setAside);
    }

    /** Whether ranges can be found without reading the values. */
    boolean even() {
        return by.even();
    }

    /**
     * The value that stands some rows behind the first that can be the end of a range.
     *
     * @param within where to look
     */
    String boundary(KeyRange within, long rows) {
        return boundary(within.conditions(by.column(), Side.SOURCE), rows);
    }

    /** The next larger value than the one that a range begins with. */
    String nextBoundary(String after, KeyRange within) {
        List<String> conditions = new ArrayList<>(within.conditions(by.column(), Side.SOURCE));
        conditions.add(by.column().name(Side.SOURCE) + " > " + KeyRange.literal(by.column(), Side.SOURCE, after));
        return boundary(conditions, 0);
    }

    private String boundary(List<String> where, long rows) {
        List<String> conditions = new ArrayList<>(where);
        conditions.add(by.edge());
        setAside.forEach(condition -> conditions.add("NOT (" + condition + ")"));
        return fill("boundary", String.join(" AND ", conditions), Map.of("rows", Long.toString(rows)));
    }

    /** The smallest and the largest value that can be the end of a range, those of rows set aside among them. */
    String ends(KeyRange within) {
        List<String> conditions = new ArrayList<>(within.conditions(by.column(), Side.SOURCE));
        conditions.add(by.edge());
        return fill("ends", String.join(" AND ", conditions), Map.of());
    }

    /** Which of some values there are, in the source's order; those that MariaDB has no literal of are not. */
    String order(Collection<String> values) {
        String literals = values.stream()
                .flatMap(value -> by.column().literal(Side.SOURCE, value).stream())
                .collect(Collectors.joining(", "));
        return fill("order", by.column().source() + " IN (" + (literals.isEmpty() ? "NULL" : literals) + ")", Map.of());
    }

    /** How many rows the optimizer expects in a range that has both ends: it looks at the index in a few places. */
    String about(KeyRange range) {
        return fill("about", String.join(" AND ", range.conditions(by.column(), Side.SOURCE)), Map.of());
    }

    private String fill(String template, String where, Map<String, String> more) {
        Map<String, String> parts = new HashMap<>(more);
        parts.put("column", by.column().source());
        parts.put("value", by.column().sourceValue());
        parts.put("table", table);
        parts.put("slice", where);
        return Side.SOURCE.template(template).fill(parts);
    }
}
