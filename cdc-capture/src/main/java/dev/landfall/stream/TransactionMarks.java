package dev.landfall.stream;

import io.debezium.config.Configuration;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.txmetadata.DefaultTransactionStructMaker;
import io.debezium.pipeline.txmetadata.TransactionContext;
import io.debezium.pipeline.txmetadata.TransactionInfo;
import io.debezium.pipeline.txmetadata.TransactionStatus;
import io.debezium.spi.schema.DataCollectionId;
import java.time.Instant;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The records that begin and end a transaction, with nothing but what {@link TransactionAssembler} reads: which of both it is,
 * and how many rows the transaction has. Debezium's own count the rows of every table, by names that are put together for each
 * row.
 */
final class TransactionMarks extends DefaultTransactionStructMaker {
    private static final Schema KEY =
            SchemaBuilder.struct().name("transaction.key").build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .name("transaction.mark")
            .field(DEBEZIUM_TRANSACTION_STATUS_KEY, Schema.STRING_SCHEMA)
            .field(DEBEZIUM_TRANSACTION_EVENT_COUNT_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Struct NO_KEY = new Struct(KEY);
    /** Nobody writes to a struct that is sent. */
    private static final Struct BEGIN =
            new Struct(VALUE).put(DEBEZIUM_TRANSACTION_STATUS_KEY, TransactionStatus.BEGIN.name());

    TransactionMarks() {
        super(Configuration.empty());
    }

    @Override
    public @Nullable Struct addTransactionBlock(OffsetContext offset, long order, Struct value) {
        return null;
    }

    @Override
    public Struct buildTransactionKey(OffsetContext offset) {
        return NO_KEY;
    }

    @Override
    public Struct buildBeginTransactionValue(OffsetContext offset, Instant timestamp) {
        return BEGIN;
    }

    @Override
    public Struct buildEndTransactionValue(OffsetContext offset, Instant timestamp) {
        return new Struct(VALUE)
                .put(DEBEZIUM_TRANSACTION_STATUS_KEY, TransactionStatus.END.name())
                .put(
                        DEBEZIUM_TRANSACTION_EVENT_COUNT_KEY,
                        offset.getTransactionContext().getTotalEventCount());
    }

    @Override
    public Schema getTransactionKeySchema() {
        return KEY;
    }

    @Override
    public Schema getTransactionValueSchema() {
        return VALUE;
    }

    /** Counts the rows of the transaction, not those of each table. */
    static final class Count extends TransactionContext {
        private long events;

        @Override
        public void beginTransaction(TransactionInfo transaction) {
            super.beginTransaction(transaction);
            events = 0;
        }

        @Override
        public long event(DataCollectionId source) {
            return ++events;
        }

        @Override
        public long getTotalEventCount() {
            return events;
        }
    }
}
