package dev.landfall.stream;

import dev.landfall.event.ChangeEvents;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.MigrationException;
import io.debezium.pipeline.txmetadata.TransactionStatus;
import io.debezium.pipeline.txmetadata.TransactionStructMaker;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole transactions of Debezium's records and hands them to the queue. Confined to the engine's thread, but for
 * {@link #position}.
 */
final class TransactionAssembler {
    private final TransactionQueue queue;
    private final RetryBudget retries;
    private final ExpectedTransactions expected;
    private final Refusals refusals = new Refusals();
    private volatile SourcePosition position;
    private @Nullable EventGroup open;
    private TransactionRows rows = new TransactionRows();
    /** For other threads: how many rows of the transaction have come. */
    private final AtomicLong reading = new AtomicLong();

    private long received;
    private long portions;

    /** @param expected what has to come, besides what the server says */
    TransactionAssembler(
            TransactionQueue queue, RetryBudget retries, SourcePosition from, ExpectedTransactions expected) {
        this.expected = expected;
        this.queue = queue;
        this.retries = retries;
        this.position = from;
    }

    /** After the last whole transaction: where a new connection goes on. */
    SourcePosition position() {
        return position;
    }

    /** Rows that have come of the transaction that is not whole yet; any thread may ask. */
    long reading() {
        return reading.get();
    }

    /** Nothing comes any more. */
    void abandon() {
        discard();
    }

    /** The connection was lost: what has begun is sent again from its beginning. */
    void restart() {
        discard();
        open = null;
        forgetRows();
    }

    private void discard() {
        rows.discard();
        if (open != null) {
            open.discard();
        }
    }

    /** @throws MigrationException when the record, or the transaction that it ends, must not be applied */
    void accept(SourceRecord record) {
        EventGroup group = CaptureOffset.groupOf(record.sourceOffset());
        RowPortion portion = CaptureOffset.portionOf(record.sourceOffset());
        if (portion != null) {
            require(group == open, group);
            add(portion, group);
            return;
        }
        Struct mark = (Struct) record.value();
        if (mark.getString(TransactionStructMaker.DEBEZIUM_TRANSACTION_STATUS_KEY)
                .equals(TransactionStatus.BEGIN.name())) {
            require(open == null, group);
            open = group;
        } else {
            require(group == open, group);
            require(portionCount(mark) == portions && group.rows() == received, group);
            end(group);
        }
    }

    private void add(RowPortion portion, EventGroup group) {
        portions++;
        received += portion.changes().size();
        reading.lazySet(received);
        for (LoggedChange change : portion.changes()) {
            rows.add(change, group);
        }
    }

    private static long portionCount(Struct end) {
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
        expected.reached(group.gtid());
        ChangeEvents all = rows.whole(group);
        position = new SourcePosition(
                reached.with(group.gtid()), group.server(), group.file(), group.endOffset(), group.prepared());
        queue.put(
                new SourceTransaction(group.gtid(), all, position, group.committedAt()),
                rows.bytes() + group.largeBytes());
        retries.refill();
        open = null;
        forgetRows();
    }

    private void forgetRows() {
        rows = new TransactionRows();
        received = 0;
        portions = 0;
        reading.lazySet(0);
    }
}
