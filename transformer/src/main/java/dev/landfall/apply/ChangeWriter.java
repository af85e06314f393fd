package dev.landfall.apply;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts.Operation;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.RowTransformer;
import dev.landfall.transform.TargetRow;
import dev.landfall.transform.Transformed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes single changes in their order, with what the source's foreign keys made of them. One thread. */
final class ChangeWriter {
    private final Map<String, ReplicatedTable> tables = new HashMap<>();
    private final StatementBatch batch;
    private final CascadeExpander cascades;
    private final CopiedRanges copied;
    private final EventLedger ledger;
    private final LossLedger losses;
    private final RejectedRows rejected;
    private final ChangeTracker tracker;
    private final RefusedIdentities refused;
    private OwnKeys ownKeys;
    private boolean careful;

    ChangeWriter(MigrationPlan plan, String migration, StatementBatch batch, CopiedRanges copied, EventLedger ledger) {
        this.batch = batch;
        this.copied = copied;
        this.ledger = ledger;
        this.losses = new LossLedger(migration);
        this.rejected = new RejectedRows(migration, batch);
        this.refused = new RefusedIdentities(plan, migration, batch);
        this.tracker = new ChangeTracker(migration, tables, batch);
        this.ownKeys = OwnKeys.off(batch);
        this.cascades = new CascadeExpander(plan, batch, copied, tracker);
        for (TablePlan table : plan.tables()) {
            tables.put(
                    table.source().name().name(),
                    new ReplicatedTable(
                            table,
                            new TableStatements(table),
                            new RowTransformer(table),
                            cascades.referenced(table),
                            new LossLog(),
                            new LossLog()));
        }
    }

    /** By the source's name. */
    Map<String, ReplicatedTable> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /** Which rows PostgreSQL has refused before. */
    RefusedIdentities refused() {
        return refused;
    }

    /**
     * @param careful whether every row that may be set aside is tried by itself, so that PostgreSQL's refusal of one costs no
     *     other: several times as slow
     */
    void careful(boolean careful) {
        this.careful = careful;
    }

    /** @param keys that act on what is written from here on */
    void mind(OwnKeys keys) {
        this.ownKeys = keys;
    }

    /** Hears of every cascade by itself. */
    ChangeTracker tracker() {
        return tracker;
    }

    /** Where an image's row is, or has to be. */
    private sealed interface Place {
        /** What cascades look at. */
        TargetRow row();

        /** In a chunk that was copied later: it shows the change already. */
        record Held(TargetRow row) implements Place {}

        record InTable(TargetRow row) implements Place {}

        record Aside(Transformed.Rejected why, TargetRow row) implements Place {}
    }

    /** @param log hears of values that policies change: once per change, so not for the image before it */
    private Place place(ReplicatedTable table, RowImage image, Gtid gtid, LossLog log) {
        if (copied.hold(table.plan(), image, gtid)) {
            // Its other values were never wanted, and may not even fit.
            return new Place.Held(referenced(table, image));
        }
        Transformed transformed = table.transformer().transform(image, log);
        if (transformed instanceof Transformed.Rejected rejected) {
            return new Place.Aside(rejected, referenced(table, image));
        }
        return new Place.InTable(((Transformed.Fit) transformed).row());
    }

    /** The same for a row that is there already, which may be set aside though it looks as if it fitted. */
    private Place placeNow(ReplicatedTable table, RowImage image, Gtid gtid) {
        Place place = place(table, image, gtid, table.passing());
        return place instanceof Place.InTable in && refused.has(table.plan(), image)
                ? new Place.Aside(Transformed.Rejected.byPostgreSql(""), in.row())
                : place;
    }

    private static TargetRow referenced(ReplicatedTable table, RowImage image) {
        Transformed transformed = table.transformer().transform(image, table.referenced(), table.passing());
        if (transformed instanceof Transformed.Fit fit) {
            return fit.row();
        }
        // A referenced value that is not on the target has no children there.
        return TargetRow.ofNulls(table.plan().columns().size());
    }

    void write(ChangeEvent event, Gtid gtid) throws SQLException {
        ReplicatedTable table = tables.get(event.table().name());
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
        private final ReplicatedTable table;
        private final Gtid gtid;

        Choice(ReplicatedTable table, Gtid gtid) {
            this.table = table;
            this.gtid = gtid;
        }

        @Override
        public Writing inserted(ChangeEvent.RowInserted event) {
            return () -> {
                Place after = place(table, event.after(), gtid, table.losses());
                Place entered = enter(table, event.after(), after);
                ledger.count(event.table(), Operation.INSERT, account(entered, entered));
            };
        }

        @Override
        public Writing updated(ChangeEvent.RowUpdated event) {
            return () -> {
                Place before = placeNow(table, event.before(), gtid);
                Place after = place(table, event.after(), gtid, table.losses());
                if (before instanceof Place.InTable from) {
                    mindUpdate(table, from.row(), after, event.cascades(), gtid);
                }
                if (!(before instanceof Place.InTable from
                        && after instanceof Place.InTable to
                        && takes(table, from.row(), to.row()))) {
                    // A key that moves between two chunks of different positions, or a row that fits no more or again,
                    // leaves the one place and enters the other.
                    leave(table, event.before(), before);
                    after = enter(table, event.after(), after);
                }
                if (event.cascades()) {
                    cascades.updated(table.plan(), before.row(), after.row(), gtid);
                }
                ledger.count(event.table(), Operation.UPDATE, account(before, after));
            };
        }

        @Override
        public Writing deleted(ChangeEvent.RowDeleted event) {
            return () -> {
                Place before = placeNow(table, event.before(), gtid);
                if (!event.cascades() && before instanceof Place.InTable from) {
                    ownKeys.mindDelete(table.plan(), from.row(), "deletes, with foreign_key_checks=0, a row of", gtid);
                }
                leave(table, event.before(), before);
                if (event.cascades()) {
                    cascades.deleted(table.plan(), before.row(), gtid);
                }
                ledger.count(event.table(), Operation.DELETE, account(before, before));
            };
        }

        @Override
        public Writing truncated(ChangeEvent.TableTruncated event) {
            return () -> {
                ownKeys.mindTruncate(table.plan(), gtid);
                truncate(table.plan(), gtid);
                if (table.plan().setsRefusedRowsAside()) {
                    refused.read();
                }
                ledger.count(event.table(), Operation.TRUNCATE, Account.APPLIED);
            };
        }

        @Override
        public Writing schemaChanged(ChangeEvent.SchemaChanged event) {
            throw new IllegalStateException("a schema change reached the writer: " + event.ddl());
        }
    }

    private void mindUpdate(ReplicatedTable table, TargetRow before, Place after, boolean cascades, Gtid gtid)
            throws SQLException {
        if (!(after instanceof Place.InTable to)) {
            ownKeys.mindDelete(table.plan(), before, "gives a value that is set aside to a row of", gtid);
        } else if (!cascades) {
            ownKeys.mindUpdate(table.plan(), before, to.row(), gtid);
        }
    }

    /** In its place, so that columns that only the target has keep their values. @return whether PostgreSQL takes it */
    private boolean takes(ReplicatedTable table, TargetRow before, TargetRow after) throws SQLException {
        if (tried(table)) {
            return batch.attempt(() -> update(table, before, after)).isEmpty();
        }
        update(table, before, after);
        return true;
    }

    private static Account account(Place before, Place after) {
        if (before instanceof Place.Held && after instanceof Place.Held) {
            return Account.SKIPPED;
        }
        return before instanceof Place.InTable || after instanceof Place.InTable ? Account.APPLIED : Account.REJECTED;
    }

    /** @return where the row is now: aside, too, when PostgreSQL refuses it */
    private Place enter(ReplicatedTable table, RowImage image, Place place) throws SQLException {
        if (place instanceof Place.InTable in && tried(table)) {
            Optional<String> refusal = batch.attempt(() -> insert(table, in.row()));
            if (refusal.isPresent()) {
                Place.Aside aside = new Place.Aside(Transformed.Rejected.byPostgreSql(refusal.get()), in.row());
                setAside(table, image, aside);
                refused.add(table.plan(), image);
                table.losses()
                        .add(LossLog.Case.OF_REFUSED_ROW, table.transformer().key(image));
                return aside;
            }
        } else if (place instanceof Place.InTable in) {
            insert(table, in.row());
        } else if (place instanceof Place.Aside aside) {
            setAside(table, image, aside);
        }
        return place;
    }

    private boolean tried(ReplicatedTable table) {
        return careful && table.plan().setsRefusedRowsAside();
    }

    private void setAside(ReplicatedTable table, RowImage image, Place.Aside aside) throws SQLException {
        rejected.add(RejectedRow.of(table.plan(), image, table.transformer().key(image), aside.why()));
    }

    private void leave(ReplicatedTable table, RowImage image, Place place) throws SQLException {
        if (place instanceof Place.InTable in) {
            delete(table, in.row());
        } else if (place instanceof Place.Aside aside) {
            if (aside.why().loss() == Loss.REFUSED_ROW) {
                refused.remove(table.plan(), image);
            }
            rejected.remove(table.plan(), image, table.transformer().key(image));
        }
    }

    /** Writes down what policies did. */
    void writeLosses(Connection connection) throws SQLException {
        for (ReplicatedTable table : tables.values()) {
            losses.add(connection, table.plan().source().name().name(), table.losses(), LossLedger.Path.STREAM);
        }
        forget();
    }

    /** Forgets what policies did, after a rollback. */
    void forget() {
        tables.values().forEach(table -> {
            table.losses().clear();
            table.passing().clear();
        });
    }

    private void insert(ReplicatedTable table, TargetRow after) throws SQLException {
        batch.add(table.statements().insert(after), table.statements().insertParameters(after), null);
    }

    private void update(ReplicatedTable table, TargetRow before, TargetRow after) throws SQLException {
        batch.add(
                table.statements().update(before, after),
                table.statements().updateParameters(before, after),
                () -> table.statements().describe("update", before));
    }

    private void delete(ReplicatedTable table, TargetRow before) throws SQLException {
        batch.add(
                table.statements().delete(before),
                table.statements().deleteParameters(before),
                () -> table.statements().describe("delete", before));
    }

    /** DELETE, not TRUNCATE: PostgreSQL refuses to truncate a table that a foreign key refers to. */
    private void truncate(TablePlan table, Gtid gtid) throws SQLException {
        String delete = "DELETE FROM " + TableStatements.name(table);
        boolean rejects = table.columns().stream().anyMatch(ColumnPlan::rejects);
        if (copied.isEmpty()) {
            batch.add(delete, List.of(), null);
            if (rejects) {
                rejected.removeAll(table);
            }
            return;
        }
        for (Chunk chunk : copied.before(table, gtid)) {
            if (rejects) {
                rejected.removeAll(table, chunk);
            }
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
