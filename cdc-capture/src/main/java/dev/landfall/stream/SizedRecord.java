package dev.landfall.stream;

import io.debezium.data.Envelope;
import io.debezium.pipeline.DataChangeEvent;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A row's record that knows its size; Debezium would walk through all of its fields to estimate it. */
final class SizedRecord extends DataChangeEvent {
    /** What a record takes besides the rows, roughly. */
    private static final int OVERHEAD_BYTES = 1_000;

    private final long size;

    SizedRecord(SourceRecord record) {
        super(record);
        Struct value = (Struct) record.value();
        size = OVERHEAD_BYTES
                + rowBytes(value.getStruct(Envelope.FieldName.BEFORE))
                + rowBytes(value.getStruct(Envelope.FieldName.AFTER));
    }

    private static long rowBytes(@Nullable Struct row) {
        return row == null ? 0 : ((ByteBuffer) row.get(CatalogSchemaHistory.ROW)).capacity();
    }

    @Override
    public long objectSize() {
        return size;
    }
}
