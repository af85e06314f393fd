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
    /** Of one table and batch; with more of them the whole table is as quickly compared. */
    private static final int MOST_ROWS = 100_000;

    private final Map<String, ReplicatedTable> plans;
    private final Map<String, Rows> byTable = new LinkedHashMap<>();

    private TrackedChanges(Map<String, ReplicatedTable> plans) {
        this.plans = plans;
    }

    /** By values of the key's columns; a table without a key, or with too many of them, as a whole. */
    static final class Rows {
        private final TablePlan plan;
        private final Set<String> values = new LinkedHashSet<>();
        private boolean whole;

        private Rows(TablePlan plan) {
            this.plan = plan;
            this.whole = plan.rowKey().isEmpty();
        }

        private void add(RowImage image) {
            if (whole) {
                return;
            }
            values.add(ChangedRow.values(image, plan.rowKey()));
            if (values.size() > MOST_ROWS) {
                all();
            }
        }

        private void all() {
            whole = true;
            values.clear();
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

    private Rows rows(ChangeEvent event) {
        return byTable.computeIfAbsent(
                event.table().name(),
                name -> new Rows(Objects.requireNonNull(plans.get(name)).plan()));
    }

    @Override
    public Boolean inserted(ChangeEvent.RowInserted event) {
        rows(event).add(event.after());
        return true;
    }

    @Override
    public Boolean updated(ChangeEvent.RowUpdated event) {
        rows(event).add(event.before());
        rows(event).add(event.after());
        return true;
    }

    @Override
    public Boolean deleted(ChangeEvent.RowDeleted event) {
        rows(event).add(event.before());
        return true;
    }

    @Override
    public Boolean truncated(ChangeEvent.TableTruncated event) {
        rows(event).all();
        return true;
    }

    @Override
    public Boolean schemaChanged(ChangeEvent.SchemaChanged event) {
        throw new IllegalStateException("a schema change reached the tracker: " + event.ddl());
    }
}
