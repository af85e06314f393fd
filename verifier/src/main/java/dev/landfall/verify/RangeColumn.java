package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceTable;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.Optional;

/**
 * The column by whose values a table is cut into ranges: the first of the primary key, where a row and its copy are sure to be in the same
 * range. That takes values that both servers put into the same order, and that nobody changes on their way.
 *
 * @param edge which values may be the end of a range, in MariaDB's dialect
 * @param even whether the optimizer tells how many rows are between two integers, so that ranges can be found without reading keys
 */
record RangeColumn(KeyColumn column, String edge, boolean even) {
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
        if (integer) {
            return KeyColumns.of(first).map(column -> new RangeColumn(column, inTarget(first), hasEstimates(plan)));
        }
        return KeyColumns.of(first)
                .filter(column -> sameOrder(first))
                .map(column -> new RangeColumn(column, ANY, false));
    }

    /** Bytes, of which neither server pads any in a comparison, and decimals of which none was rounded. */
    private static boolean sameOrder(ColumnPlan column) {
        MariaDbType type = column.source().type();
        if (type instanceof MariaDbType.DecimalType decimal) {
            return column.type().kind() == PgType.Kind.NUMERIC && column.type().second() >= decimal.scale();
        }
        return (type instanceof MariaDbType.BinaryType || type instanceof MariaDbType.VarbinaryType)
                && column.type().kind() == PgType.Kind.BYTEA;
    }

    /**
     * The column by which the source alone can be cut, in an order of its own; empty for a table that has none, or whose ranges are
     * those of both.
     */
    static Optional<RangeColumn> ofSource(TablePlan plan) {
        if (plan.source().primaryKey().isEmpty() || of(plan).isPresent()) {
            return Optional.empty();
        }
        ColumnPlan first = plan.columns()
                .get(plan.source().indexOf(plan.source().primaryKey().get(0)));
        // An ENUM's index has another order than its texts, by which it is compared.
        return first.source().type() instanceof MariaDbType.EnumType
                ? Optional.empty()
                : KeyColumns.of(first).map(column -> new RangeColumn(column, ANY, false));
    }

    /** PostgreSQL compares with a larger number as well, but not by its index. */
    private static String inTarget(ColumnPlan column) {
        return column.type().kind() == PgType.Kind.BIGINT
                        && column.source().type() instanceof MariaDbType.IntegerType integer
                        && integer.unsigned()
                ? Identifiers.mariaDb(column.source().name()) + " <= " + Long.MAX_VALUE
                : ANY;
    }

    /**
     * Of a partitioned table MariaDB asks only the largest partitions (ha_partition::records_in_range), in which a range may have next
     * to nothing; and of a table with a history it counts former rows as well.
     */
    private static boolean hasEstimates(TablePlan plan) {
        SourceTable table = plan.source();
        return table.partitioning() == null && table.versioning() == null && table.historyOf() == null;
    }
}
