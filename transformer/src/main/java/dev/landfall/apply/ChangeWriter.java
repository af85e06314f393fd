package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.RowTransformer;
import dev.landfall.transform.TargetRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes single changes in their order, with what the source's foreign keys made of them. One thread. */
final class ChangeWriter {
    private final Map<String, Table> tables = new HashMap<>();
    private final StatementBatch batch;
    private final CascadeExpander cascades;
    private final CopiedRanges copied;
    private final EventLedger ledger;

    ChangeWriter(MigrationPlan plan, StatementBatch batch, CopiedRanges copied, EventLedger ledger) {
        this.batch = batch;
        this.copied = copied;
        this.ledger = ledger;
        this.cascades = new CascadeExpander(plan, batch, copied);
        for (TablePlan table : plan.tables()) {
            tables.put(
                    table.source().name().name(),
                    new Table(
                            table, new TableStatements(table), new RowTransformer(table), cascades.referenced(table)));
        }
    }

    private record Table(TablePlan plan, TableStatements statements, RowTransformer transformer, int[] referenced) {
        /** @param held then only what cascades look at: its other values were never wanted, and may not even fit */
        TargetRow row(RowImage image, boolean held) {
            return held ? transformer.transform(image, referenced) : transformer.transform(image);
        }
    }

    void write(ChangeEvent event, Gtid gtid) throws SQLException {
        Table table = tables.get(event.table().name());
        if (table == null) {
            throw new IllegalStateException("a change of " + event.table() + ", which is not in the plan");
        }
        Writing writing = event.match(new Choice(table, gtid));
        writing.run();
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private final class Choice implements ChangeEvent.Cases<Writing> {
        private final Table table;
        private final Gtid gtid;

        Choice(Table table, Gtid gtid) {
            this.table = table;
            this.gtid = gtid;
        }

        @Override
        public Writing inserted(ChangeEvent.RowInserted event) {
            return () -> {
                boolean applies = !copied.hold(table.plan(), event.after(), gtid);
                if (applies) {
                    insert(table, table.row(event.after(), false));
                }
                ledger.count(event.table(), "insert", applies);
            };
        }

        @Override
        public Writing updated(ChangeEvent.RowUpdated event) {
            return () -> {
                boolean oldHeld = copied.hold(table.plan(), event.before(), gtid);
                boolean newHeld = copied.hold(table.plan(), event.after(), gtid);
                TargetRow before = table.row(event.before(), oldHeld);
                TargetRow after = table.row(event.after(), newHeld);
                // A key that moves between two chunks of different positions leaves the one and enters the other.
                if (!oldHeld && !newHeld) {
                    update(table, before, after);
                } else if (!oldHeld) {
                    delete(table, before);
                } else if (!newHeld) {
                    insert(table, after);
                }
                cascades.updated(table.plan(), before, after, gtid);
                ledger.count(event.table(), "update", !oldHeld || !newHeld);
            };
        }

        @Override
        public Writing deleted(ChangeEvent.RowDeleted event) {
            return () -> {
                boolean applies = !copied.hold(table.plan(), event.before(), gtid);
                TargetRow before = table.row(event.before(), !applies);
                if (applies) {
                    delete(table, before);
                }
                cascades.deleted(table.plan(), before, gtid);
                ledger.count(event.table(), "delete", applies);
            };
        }

        @Override
        public Writing truncated(ChangeEvent.TableTruncated event) {
            return () -> {
                truncate(table.plan(), gtid);
                ledger.count(event.table(), "truncate", true);
            };
        }

        @Override
        public Writing schemaChanged(ChangeEvent.SchemaChanged event) {
            throw new IllegalStateException("a schema change reached the writer: " + event.ddl());
        }
    }

    private void insert(Table table, TargetRow after) throws SQLException {
        batch.add(table.statements().insert(), table.statements().insertParameters(after), null);
    }

    private void update(Table table, TargetRow before, TargetRow after) throws SQLException {
        batch.add(
                table.statements().update(),
                table.statements().updateParameters(before, after),
                () -> table.statements().describe("update", before));
    }

    private void delete(Table table, TargetRow before) throws SQLException {
        batch.add(
                table.statements().delete(),
                table.statements().deleteParameters(before),
                () -> table.statements().describe("delete", before));
    }

    /** DELETE, not TRUNCATE: PostgreSQL refuses to truncate a table that a foreign key refers to. */
    private void truncate(TablePlan table, Gtid gtid) throws SQLException {
        String delete = "DELETE FROM " + TableStatements.name(table);
        if (copied.isEmpty()) {
            batch.add(delete, List.of(), null);
            return;
        }
        for (Chunk chunk : copied.before(table, gtid)) {
            List<@Nullable Object> bounds = new ArrayList<>();
            StringBuilder where = new StringBuilder(" WHERE TRUE");
            if (chunk.range().from() != null) {
                where.append(" AND ")
                        .append(TableStatements.column(table, table.chunkColumn()))
                        .append(" >= ?");
                bounds.add(chunk.range().from());
            }
            if (chunk.range().to() != null) {
                where.append(" AND ")
                        .append(TableStatements.column(table, table.chunkColumn()))
                        .append(" < ?");
                bounds.add(chunk.range().to());
            }
            batch.add(delete + where, bounds, null);
        }
    }
}
