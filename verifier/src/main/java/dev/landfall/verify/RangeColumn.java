package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import dev.landfall.target.PgType;
import java.util.Optional;

/**
 * The column by whose values a table is cut into ranges: the first of the primary key, where a row and its copy are sure to be in the same
 * range. That takes values that both servers put into the same order, and that nobody changes on their way.
 *
 * @param edge which values may be the end of a range, in MariaDB's dialect
 * @param integer whether its values are integers on the source
 */
record RangeColumn(KeyColumn column, String edge, boolean integer) {
    private static final String ANY = "TRUE";

    /** Empty for a table that can only be read as a whole. */
    static Optional<RangeColumn> of(TablePlan plan) {
        if (plan.source().primaryKey().isEmpty()) {
            return Optional.empty();
        }
        int position = plan.source().indexOf(plan.source().primaryKey().get(0));
        ColumnPlan first = plan.columns().get(position);
        if (first.policies().values().stream().anyMatch(Policy::changesValues)) {
            // What takes the place of a value may belong to any range. No plan has that for a key; nothing shall depend
            // on it.
            return Optional.empty();
        }
        Optional<RangeColumn> calendar = CalendarColumn.of(first)
                .map(column -> new RangeColumn(column, CalendarColumn.onCalendar(first), false));
        if (calendar.isPresent()) {
            return calendar;
        }
        boolean integer = plan.chunked() && plan.chunkColumn() == position;
        boolean bytes = first.source().type() instanceof MariaDbType.BinaryType
                && first.type().kind() == PgType.Kind.BYTEA;
        return KeyColumns.of(first)
                .filter(column -> integer || bytes)
                .map(column -> new RangeColumn(
                        column, ANY, integer && first.source().type() instanceof MariaDbType.IntegerType));
    }
}
