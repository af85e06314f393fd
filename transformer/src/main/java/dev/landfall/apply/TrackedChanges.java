package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.TablePlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rows that a batch changes, read from what the source has logged, not from what was written. One thread. */
final class TrackedChanges implements ChangeEvent.Cases<Boolean> {
    /** Of a batch; the tables to which more of them belong are compared as a whole. */
    private static final int MOST_ROWS = 100_000;

    private final Map<String, ReplicatedTable> plans;
    private final Map<String, Rows> byTable = new LinkedHashMap<>();
    private int held;

    private TrackedChanges(Map<String, ReplicatedTable> plans) {
        this.plans = plans;
    }

    /** By values of the key's columns; a table without a key by which rows are found, or with too many of them, as a whole. */
    static final class Rows {
        private final TablePlan plan;
        private final Set<String> values = new LinkedHashSet<>();
        private boolean whole;

        private Rows(TablePlan plan) {
            this.plan = plan;
            this.whole = plan.rowKey().isEmpty()
                    || !ChangedRow.isSame(plan, plan.rowKey().get(0));
        }

        /** @return how many more are held */
        private int add(RowImage image) {
            return !whole && values.add(ChangedRow.values(image, plan.rowKey())) ? 1 : 0;
        }

        /** @return how many are held no more */
        private int all() {
            int dropped = values.size();
            whole = true;
            values.clear();
            return dropped;
        }

        boolean whole() {
            return whole;
        }

        List<Integer> columns() {
            return plan.rowKey();
        }

        Set<String> values() {
            return values;
        }
    }

    /** @return by the source's name of the table */
    static Map<String, Rows> of(List<SourceTransaction> transactions, Map<String, ReplicatedTable> tables) {
        TrackedChanges changes = new TrackedChanges(tables);
        for (SourceTransaction transaction : transactions) {
            for (ChangeEvent event : transaction.events()) {
                event.match(changes);
            }
        }
        return changes.byTable;
    }

    private boolean add(ChangeEvent event, RowImage image) {
        Rows rows = rows(event);
        held += rows.add(image);
        if (held > MOST_ROWS) {
            held -= rows.all();
        }
        return true;
    }

    private Rows rows(ChangeEvent event) {
        return byTable.computeIfAbsent(
                event.table().name(),
                name -> new Rows(Objects.requireNonNull(plans.get(name)).plan()));
    }

    @Override
    public Boolean inserted(ChangeEvent.RowInserted event) {
        return add(event, event.after());
    }

    @Override
    public Boolean updated(ChangeEvent.RowUpdated event) {
        return add(event, event.before()) && add(event, event.after());
    }

    @Override
    public Boolean deleted(ChangeEvent.RowDeleted event) {
        return add(event, event.before());
    }

    @Override
    public Boolean truncated(ChangeEvent.TableTruncated event) {
        held -= rows(event).all();
        return true;
    }

    @Override
    public Boolean schemaChanged(ChangeEvent.SchemaChanged event) {
        throw new IllegalStateException("a schema change reached the tracker: " + event.ddl());
    }
}
