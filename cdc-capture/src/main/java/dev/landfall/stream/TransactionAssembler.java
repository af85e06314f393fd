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
            row(table, value, group).ifPresent(events::add);
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

    /** What becomes of a table's current rows; its history, where it keeps one, is not followed. */
    private Optional<ChangeEvent> row(CapturedTable table, Struct value, EventGroup group) {
        boolean before = isCurrent(value, Envelope.FieldName.BEFORE);
        boolean after = isCurrent(value, Envelope.FieldName.AFTER);
        if (before && after) {
            return Optional.of(new ChangeEvent.RowUpdated(
                    table.name(),
                    image(table, value, Envelope.FieldName.BEFORE, group),
                    image(table, value, Envelope.FieldName.AFTER, group)));
        }
        if (after) {
            return Optional.of(
                    new ChangeEvent.RowInserted(table.name(), image(table, value, Envelope.FieldName.AFTER, group)));
        }
        // Also where a row becomes history: MariaDB logs that as the end of its period.
        return before
                ? Optional.of(
                        new ChangeEvent.RowDeleted(table.name(), image(table, value, Envelope.FieldName.BEFORE, group)))
                : Optional.empty();
    }

    private static boolean isCurrent(Struct value, String side) {
        Struct row = value.getStruct(side);
        return row != null && RawRow.isCurrent(raw(row));
    }

    private RowImage image(CapturedTable table, Struct value, String side, EventGroup group) {
        byte[] raw = raw(value.getStruct(side));
        bytes += raw.length;
        return table.decode(raw, group.gtid());
    }

    private static byte[] raw(Struct row) {
        return ((ByteBuffer) row.get(CatalogSchemaHistory.ROW)).array();
    }
}
