package dev.landfall.apply;

import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.event.LargeValue;
import dev.landfall.event.RowImage;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.target.PgType;
import dev.landfall.transform.TargetRow;
import dev.landfall.transform.Transformed;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of one table since they were last written, folded to one per key. One thread. */
final class FoldedTable {
    /** Types whose values are equal in Java when they are in PostgreSQL, but for what {@link #comparable} evens out. */
    private static final Set<PgType.Kind> KEYS = EnumSet.of(
            PgType.Kind.SMALLINT,
            PgType.Kind.INTEGER,
            PgType.Kind.BIGINT,
            PgType.Kind.NUMERIC,
            PgType.Kind.VARCHAR,
            PgType.Kind.TEXT,
            PgType.Kind.BYTEA,
            PgType.Kind.UUID,
            PgType.Kind.DATE,
            PgType.Kind.TIMESTAMP,
            PgType.Kind.TIMESTAMPTZ,
            PgType.Kind.BOOLEAN);

    private final ReplicatedTable table;
    private final int[] key;
    private final int[] otherUniqueColumns;
    private final boolean uniqueByGenerated;
    private final NetChanges changes;

    FoldedTable(ReplicatedTable table) {
        this.table = table;
        this.key = table.plan().rowKey().stream().mapToInt(Integer::intValue).toArray();
        this.otherUniqueColumns = otherUniqueColumns(table.plan());
        this.uniqueByGenerated = Arrays.stream(otherUniqueColumns)
                .anyMatch(i -> !table.plan().columns().get(i).written());
        this.changes = new NetChanges(otherUniqueColumns.length > 0);
    }

    /** Rows need a key that compares alike on both sides, and none may be set aside. */
    static boolean canFold(TablePlan table) {
        return !table.rowKey().isEmpty()
                && table.columns().stream().noneMatch(ColumnPlan::rejects)
                && table.rowKey().stream()
                        .map(table.columns()::get)
                        .allMatch(column ->
                                column.written() && KEYS.contains(column.type().kind()));
    }

    private static int[] otherUniqueColumns(TablePlan table) {
        SourceTable source = table.source();
        return source.indexes().stream()
                .filter(SourceIndex::unique)
                .flatMap(index -> index.columns().stream())
                .mapToInt(source::indexOf)
                .filter(i -> !table.rowKey().contains(i))
                .distinct()
                .toArray();
    }

    ReplicatedTable table() {
        return table;
    }

    NetChanges changes() {
        return changes;
    }

    void inserted(RowImage after) throws FoldingException {
        TargetRow row = whole(after);
        changes.inserted(key(row), row);
    }

    void updated(RowImage before, RowImage after) throws FoldingException {
        TargetRow old = keyOnly(before);
        TargetRow row = whole(after);
        Object oldKey = key(old);
        Object newKey = key(row);
        if (oldKey.equals(newKey)) {
            changes.updated(newKey, row, uniqueKept(before, after));
        } else {
            changes.deleted(oldKey, old);
            changes.inserted(newKey, row);
        }
    }

    void deleted(RowImage before) throws FoldingException {
        TargetRow old = keyOnly(before);
        changes.deleted(key(old), old);
    }

    private boolean uniqueKept(RowImage before, RowImage after) {
        if (uniqueByGenerated) {
            return false;
        }
        for (int column : otherUniqueColumns) {
            if (!Objects.deepEquals(before.get(column), after.get(column))) {
                return false;
            }
        }
        return true;
    }

    private TargetRow whole(RowImage image) throws FoldingException {
        return fit(table.transformer().transform(image, table.losses()));
    }

    private TargetRow keyOnly(RowImage image) throws FoldingException {
        return fit(table.transformer().transform(image, key, table.passing()));
    }

    private static TargetRow fit(Transformed transformed) throws FoldingException {
        if (transformed instanceof Transformed.Fit fit) {
            return fit.row();
        }
        throw new FoldingException("a row is set aside");
    }

    private Object key(TargetRow row) {
        if (key.length == 1) {
            return comparable(row.get(key[0]));
        }
        List<Object> values = new ArrayList<>(key.length);
        for (int column : key) {
            values.add(comparable(row.get(column)));
        }
        return values;
    }

    private static Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof LargeValue) {
            throw new IllegalStateException(
                    "a key of " + value + " that is not in memory: it equals no other of its row");
        }
        return Objects.requireNonNull(value);
    }
}
