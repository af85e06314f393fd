package dev.landfall.stream;

import io.debezium.pipeline.DataChangeEvent;
import java.util.Objects;
import org.apache.kafka.connect.source.SourceRecord;

/** A portion's record that knows its size; Debezium would walk through all of its fields to estimate it. */
final class SizedRecord extends DataChangeEvent {
    /** What a record takes besides its rows, and a row besides its values, roughly. */
    private static final int OVERHEAD_BYTES = 1_000;

    private static final int ROW_OVERHEAD_BYTES = 100;

    private final long size;

    SizedRecord(SourceRecord record) {
        super(record);
        RowPortion portion =
                Objects.requireNonNull(CaptureOffset.portionOf(record.sourceOffset()), "a record without rows");
        size = OVERHEAD_BYTES
                + portion.bytes()
                + (long) ROW_OVERHEAD_BYTES * portion.changes().size();
    }

    @Override
    public long objectSize() {
        return size;
    }
}
