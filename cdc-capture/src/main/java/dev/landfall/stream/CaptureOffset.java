package dev.landfall.stream;

import dev.landfall.event.SourcePosition;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.SourceInfo;
import io.debezium.pipeline.source.snapshot.incremental.SignalBasedIncrementalSnapshotContext;
import java.util.Map;
import java.util.Objects;

/**
 * Where Debezium starts to read, and what its records carry along: the {@link EventGroup} that they belong to. A record's
 * own offset would be of no use, since it points into a transaction; positions are computed from whole groups and kept by
 * whoever applies them.
 */
final class CaptureOffset extends MariaDbOffsetContext {
    private static final String GROUP = "group";

    private Map<String, ?> offset = Map.of();

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
        offset = Map.of(GROUP, group);
    }

    @Override
    public Map<String, ?> getOffset() {
        return offset;
    }

    static EventGroup groupOf(Map<String, ?> recordOffset) {
        return (EventGroup) Objects.requireNonNull(recordOffset.get(GROUP), "a record outside of any group");
    }
}
