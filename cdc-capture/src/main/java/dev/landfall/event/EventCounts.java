package dev.landfall.event;

import dev.landfall.catalog.TableName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many changes of which kind there are of each table. Not thread-safe. */
public final class EventCounts {
    private final Map<TableName, long[]> counts = new TreeMap<>();
    /** Changes of one table come in rows; {@code lastCounts} are its. */
    private @Nullable TableName last;

    private long[] lastCounts = {};

    /** What is counted; a change of the schema is not. */
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static EventCounts of(Iterable<? extends ChangeEvent> events) {
        EventCounts counts = new EventCounts();
        Counting counting = new Counting();
        for (ChangeEvent event : events) {
            event.match(counting).ifPresent(operation -> counts.add(event.table(), operation, 1));
        }
        return counts;
    }

    /** Allocates nothing for a table that it knows. */
    public void add(TableName table, Operation operation, long events) {
        if (!table.equals(last)) {
            lastCounts = counts.computeIfAbsent(table, key -> new long[Operation.values().length]);
            last = table;
        }
        lastCounts[operation.ordinal()] += events;
    }

    public void add(EventCounts others) {
        others.counts.forEach((table, count) -> {
            long[] own = counts.computeIfAbsent(table, key -> new long[count.length]);
            for (int i = 0; i < count.length; i++) {
                own[i] += count[i];
            }
        });
    }

    public long of(TableName table, Operation operation) {
        long[] count = counts.get(table);
        return count == null ? 0 : count[operation.ordinal()];
    }

    /** Those that something was counted of. */
    public Set<TableName> tables() {
        return counts.keySet();
    }

    /** In the order of the tables' names. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        for (TableName table : counts.keySet()) {
            for (Operation operation : Operation.values()) {
                if (of(table, operation) > 0) {
                    text.add(table + ": " + of(table, operation) + " " + operation.text());
                }
            }
        }
        return text.toString();
    }

    private static final class Counting implements ChangeEvent.Cases<Optional<Operation>> {
        @Override
        public Optional<Operation> inserted(ChangeEvent.RowInserted event) {
            return Optional.of(Operation.INSERT);
        }

        @Override
        public Optional<Operation> updated(ChangeEvent.RowUpdated event) {
            return Optional.of(Operation.UPDATE);
        }

        @Override
        public Optional<Operation> deleted(ChangeEvent.RowDeleted event) {
            return Optional.of(Operation.DELETE);
        }

        @Override
        public Optional<Operation> truncated(ChangeEvent.TableTruncated event) {
            return Optional.of(Operation.TRUNCATE);
        }

        @Override
        public Optional<Operation> schemaChanged(ChangeEvent.SchemaChanged event) {
            return Optional.empty();
        }
    }
}
