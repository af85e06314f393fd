package dev.landfall.stream;

import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.data.Envelope;
import io.debezium.data.Envelope.Operation;
import io.debezium.pipeline.spi.ChangeRecordEmitter;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.schema.DataCollectionSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes the one record that carries a {@link RowPortion} through Debezium. Its value says nothing, so that nothing is built,
 * converted or checked for a row: the portion travels beside it, with the offset. One per connection.
 */
final class PortionEmitter implements ChangeRecordEmitter<MariaDbPartition> {
    /** With the one field that Debezium writes to itself: which transaction a record is of. Nobody reads it. */
    private static final Schema NOTHING = SchemaBuilder.struct()
            .name("portion")
            .field(
                    Envelope.FieldName.TRANSACTION,
                    SchemaBuilder.struct().name("nothing").optional().build())
            .build();

    private final MariaDbPartition partition;
    private final CaptureOffset offset;

    PortionEmitter(MariaDbPartition partition, CaptureOffset offset) {
        this.partition = partition;
        this.offset = offset;
    }

    @Override
    public void emitChangeRecords(DataCollectionSchema schema, Receiver<MariaDbPartition> receiver)
            throws InterruptedException {
        receiver.changeRecord(partition, schema, getOperation(), null, new Struct(NOTHING), offset, null);
    }

    @Override
    public MariaDbPartition getPartition() {
        return partition;
    }

    @Override
    public OffsetContext getOffset() {
        return offset;
    }

    /** One that is never skipped and followed by no other record, whatever the rows went through. */
    @Override
    public Operation getOperation() {
        return Operation.CREATE;
    }
}
