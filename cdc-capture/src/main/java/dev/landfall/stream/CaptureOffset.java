package dev.landfall.stream;

import dev.landfall.event.SourcePosition;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.SourceInfo;
import io.debezium.pipeline.source.snapshot.incremental.SignalBasedIncrementalSnapshotContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Debezium starts to read, and what its records carry along: the {@link EventGroup} that they belong to, and a {@link
 * RowPortion} of it. A record's own offset would be of no use, since it points into a transaction; positions are computed from
 * whole groups and kept by whoever applies them.
 */
final class CaptureOffset extends MariaDbOffsetContext {
    private static final String GROUP = "group";
    private static final String PORTION = "portion";

    private Map<String, ?> ofGroup = Map.of();
    private Map<String, ?> offset = ofGroup;

    CaptureOffset(MariaDbConnectorConfig config, SourcePosition from) {
        super(
                null,
                false,
                new TransactionMarks.Count(),
                new SignalBasedIncrementalSnapshotContext<>(),
                new SourceInfo(config));
        setBinlogStartPoint(from.file(), from.offset());
        setCompletedGtidSet(from.gtids().toString());
    }

    /** The records from here on belong to this group. */
    void enter(EventGroup group) {
        if (ofGroup.get(GROUP) != group) {
            ofGroup = Map.of(GROUP, group);
            offset = ofGroup;
        }
    }

    /** The next record is of this portion of its group, until {@link #carried}. */
    void carry(RowPortion portion) {
        offset = Map.of(GROUP, ofGroup.get(GROUP), PORTION, portion);
    }

    void carried() {
        offset = ofGroup;
    }

    @Override
    public Map<String, ?> getOffset() {
        return offset;
    }

    /** @return null of the records that begin and end a transaction */
    static @Nullable RowPortion portionOf(Map<String, ?> recordOffset) {
        return (RowPortion) recordOffset.get(PORTION);
    }

    static EventGroup groupOf(Map<String, ?> recordOffset) {
        return (EventGroup) Objects.requireNonNull(recordOffset.get(GROUP), "a record outside of any group");
    }
}
