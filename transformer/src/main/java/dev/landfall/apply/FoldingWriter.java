package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts.Operation;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Folds changes to one per key where only the outcome counts, and writes the others in their order. A batch ends with a
 * source transaction, so nobody on the target sees a state that the source did not have. One thread.
 */
final class FoldingWriter {
    /** About bytes. A source transaction can be larger than memory; what it comes to is written in parts then. */
    private static final long MOST_HELD = 64L << 20;

    private static final int ROW = 200;
    private static final int CELL = 24;

    private final ChangeWriter inOrder;
    private final NetWriter net;
    private final EventLedger ledger;
    private final Map<String, FoldedTable> tables = new HashMap<>();
    private long held;

    FoldingWriter(ChangeWriter inOrder, NetWriter net, EventLedger ledger) {
        this.inOrder = inOrder;
        this.net = net;
        this.ledger = ledger;
        inOrder.tables().forEach((name, table) -> {
            if (FoldedTable.canFold(table.plan())) {
                tables.put(name, new FoldedTable(table));
            }
        });
    }

    /** @throws FoldingException when the changes contradict each other, or what the target has */
    void write(ChangeEvent event, Gtid gtid) throws SQLException, FoldingException {
        FoldedTable table = tables.get(event.table().name());
        Optional<Folding> folding = table == null ? Optional.empty() : event.match(new Choice(table));
        if (folding.isPresent()) {
            folding.get().run();
            held += weight(event);
            if (held > MOST_HELD) {
                flush();
            }
        } else {
            if (reachesFurther(event)) {
                flush();
            }
            inOrder.write(event, gtid);
        }
    }

    /** Whether it may look at, or change, rows of a table whose changes wait here. */
    private boolean reachesFurther(ChangeEvent event) {
        return tables.containsKey(event.table().name())
                || Objects.requireNonNull(inOrder.tables().get(event.table().name()))
                                .referenced()
                                .length
                        > 0;
    }

    /** @throws FoldingException as the other */
    void flush() throws SQLException, FoldingException {
        held = 0;
        for (FoldedTable table : tables.values()) {
            if (table.changes().size() > 0) {
                net.write(table.table(), table.changes());
                table.changes().clear();
            }
        }
    }

    /** After a commit. */
    void committed() {
        net.committed();
    }

    /** After a rollback. */
    void forget() {
        held = 0;
        tables.values().forEach(table -> table.changes().clear());
        net.forget();
    }

    private static long weight(ChangeEvent event) {
        RowImage image = event instanceof ChangeEvent.RowInserted inserted
                ? inserted.after()
                : event instanceof ChangeEvent.RowUpdated updated ? updated.after() : null;
        if (image == null) {
            return ROW;
        }
        long weight = ROW;
        for (int i = 0; i < image.size(); i++) {
            Object value = image.get(i);
            weight += CELL
                    + (value instanceof String text ? text.length() : value instanceof byte[] bytes ? bytes.length : 0);
        }
        return weight;
    }

    private interface Folding {
        void run() throws FoldingException;
    }

    /** Empty for what has to be written in its order: it changes rows of other tables, or all rows. */
    private final class Choice implements ChangeEvent.Cases<Optional<Folding>> {
        private final FoldedTable table;

        Choice(FoldedTable table) {
            this.table = table;
        }

        private Optional<Folding> counted(ChangeEvent event, Operation operation, Folding folding) {
            return Optional.of(() -> {
                folding.run();
                ledger.count(event.table(), operation, Account.APPLIED);
            });
        }

        @Override
        public Optional<Folding> inserted(ChangeEvent.RowInserted event) {
            return counted(event, Operation.INSERT, () -> table.inserted(event.after()));
        }

        @Override
        public Optional<Folding> updated(ChangeEvent.RowUpdated event) {
            for (int column : table.table().referenced()) {
                if (event.cascades()
                        && !Objects.deepEquals(
                                event.before().get(column), event.after().get(column))) {
                    return Optional.empty();
                }
            }
            return counted(event, Operation.UPDATE, () -> table.updated(event.before(), event.after()));
        }

        @Override
        public Optional<Folding> deleted(ChangeEvent.RowDeleted event) {
            return event.cascades() && table.table().referenced().length > 0
                    ? Optional.empty()
                    : counted(event, Operation.DELETE, () -> table.deleted(event.before()));
        }

        @Override
        public Optional<Folding> truncated(ChangeEvent.TableTruncated event) {
            return Optional.empty();
        }

        @Override
        public Optional<Folding> schemaChanged(ChangeEvent.SchemaChanged event) {
            return Optional.empty();
        }
    }
}
