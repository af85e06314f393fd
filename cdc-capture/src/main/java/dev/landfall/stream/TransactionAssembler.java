package dev.landfall.stream;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.GtidSet;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.MigrationException;
import io.debezium.data.Envelope;
import io.debezium.pipeline.txmetadata.TransactionStatus;
import io.debezium.pipeline.txmetadata.TransactionStructMaker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole transactions of Debezium's records and hands them to the queue. Confined to the engine's thread, but for
 * {@link #position}.
 */
final class TransactionAssembler {
    private final TableTopics topics;
    private final TransactionQueue queue;
    private final RetryBudget retries;
    private final Refusals refusals = new Refusals();
    private volatile SourcePosition position;
    private @Nullable EventGroup open;
    private List<ChangeEvent> events = new ArrayList<>();
    private long received;
    private long bytes;

    TransactionAssembler(TableTopics topics, TransactionQueue queue, RetryBudget retries, SourcePosition from) {
        this.topics = topics;
        this.queue = queue;
        this.retries = retries;
        this.position = from;
    }

    /** After the last whole transaction: where a new connection goes on. */
    SourcePosition position() {
        return position;
    }

    /** The connection was lost: what has begun is sent again from its beginning. */
    void restart() {
        open = null;
        forgetRows();
    }

    /** @throws MigrationException when the record, or the transaction that it ends, must not be applied */
    void accept(SourceRecord record) {
        EventGroup group = CaptureOffset.groupOf(record.sourceOffset());
        Struct value = (Struct) record.value();
        CapturedTable table = topics.table(record.topic());
        if (table != null) {
            require(group == open, group);
            received++;
            events.addAll(changes(table, value, group));
        } else if (value.getString(TransactionStructMaker.DEBEZIUM_TRANSACTION_STATUS_KEY)
                .equals(TransactionStatus.BEGIN.name())) {
            require(open == null, group);
            open = group;
        } else {
            require(group == open, group);
            require(eventCount(value) == received, group);
            end(group);
        }
    }

    private static long eventCount(Struct end) {
        return end.getInt64(TransactionStructMaker.DEBEZIUM_TRANSACTION_EVENT_COUNT_KEY);
    }

    /** Whatever is amiss between Debezium and here: rows of the transaction may be missing. */
    private static void require(boolean expected, EventGroup group) {
        if (!expected) {
            throw new IllegalStateException("records out of order at transaction " + group.gtid());
        }
    }

    private void end(EventGroup group) {
        if (group.refusal() != null) {
            throw group.refusal();
        }
        GtidSet reached = position.gtids();
        if (reached.contains(group.gtid())) {
            throw refusals.backwards(group.gtid(), reached.toString());
        }
        List<ChangeEvent> all = new ArrayList<>(group.statements());
        all.addAll(events);
        position = new SourcePosition(reached.with(group.gtid()), group.file(), group.endOffset());
        queue.put(new SourceTransaction(group.gtid(), all, position, group.committedAt()), bytes);
        retries.refill();
        open = null;
        forgetRows();
    }

    private void forgetRows() {
        events = new ArrayList<>();
        received = 0;
        bytes = 0;
    }

    /** One logged change: where a row becomes history, MariaDB logs that as the end of its period. */
    private List<ChangeEvent> changes(CapturedTable table, Struct value, EventGroup group) {
        byte[] before = raw(value, Envelope.FieldName.BEFORE);
        byte[] after = raw(value, Envelope.FieldName.AFTER);
        bytes += (before == null ? 0 : before.length) + (after == null ? 0 : after.length);
        List<ChangeEvent> changes = new ArrayList<>(1);
        change(table.rows(), only(before, true), only(after, true), group).ifPresent(changes::add);
        table.history()
                .flatMap(history -> change(history, only(before, false), only(after, false), group))
                .ifPresent(changes::add);
        return changes;
    }

    /** What happens to the rows of one decoder. @param before null when the row was not there, as for {@code after} */
    private static Optional<ChangeEvent> change(
            RowDecoder rows, byte @Nullable [] before, byte @Nullable [] after, EventGroup group) {
        RowImage old = before == null ? null : rows.decode(before, group.gtid());
        RowImage now = after == null ? null : rows.decode(after, group.gtid());
        boolean cascades = before != null && !RawRow.isWithoutForeignKeys(before);
        if (old != null && now != null) {
            return Optional.of(new ChangeEvent.RowUpdated(rows.name(), old, now, cascades));
        }
        if (now != null) {
            return Optional.of(new ChangeEvent.RowInserted(rows.name(), now));
        }
        return old == null ? Optional.empty() : Optional.of(new ChangeEvent.RowDeleted(rows.name(), old, cascades));
    }

    private static byte @Nullable [] only(byte @Nullable [] row, boolean current) {
        return row != null && RawRow.isCurrent(row) == current ? row : null;
    }

    private static byte @Nullable [] raw(Struct value, String side) {
        Struct row = value.getStruct(side);
        return row == null ? null : ((ByteBuffer) row.get(CatalogSchemaHistory.ROW)).array();
    }
}
