package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import dev.landfall.catalog.TableName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers in row events stand for. Every transaction announces its tables anew, so the numbers of the one before
 * are forgotten. Tables that are not captured are known by name only: nothing of theirs is decoded, so nothing of theirs
 * can fail. Confined to the thread that reads the binary log.
 */
final class TableMaps {
    private final CapturedTables tables;
    private final Map<Long, Optional<TableLayout>> byNumber = new HashMap<>();
    private final Map<CapturedTable, Known> known = new HashMap<>();

    TableMaps(CapturedTables tables) {
        this.tables = tables;
    }

    void clear() {
        byNumber.clear();
    }

    /** @throws dev.landfall.failure.MigrationException when the table is captured and no longer as planned */
    TableMapEventData read(ByteCursor body) {
        long number = body.integer(6);
        body.skip(2); // flags
        TableName name = new TableName(body.name(), body.name());
        CapturedTable table = tables.find(name);
        if (table == null) {
            byNumber.put(number, Optional.empty());
            return event(number, name);
        }
        byte[] codes = body.take(body.packedInteger());
        byte[] metadata = body.take(body.packedInteger());
        byNumber.put(number, Optional.of(layout(table, codes, metadata)));
        return event(number, table.name());
    }

    /**
     * @return null when the table is not captured
     * @throws IllegalStateException for a number that the transaction has not announced
     */
    @Nullable
    TableLayout layout(long number) {
        Optional<TableLayout> layout = byNumber.get(number);
        if (layout == null) {
            throw new IllegalStateException("row event for table number " + number + " without a table map");
        }
        return layout.orElse(null);
    }

    /** A table's map hardly ever changes: comparing its bytes is cheaper than reading them. */
    private TableLayout layout(CapturedTable table, byte[] codes, byte[] metadata) {
        Known last = known.get(table);
        if (last == null || !last.matches(codes, metadata)) {
            last = new Known(codes, metadata, TableLayout.of(table, codes, metadata));
            known.put(table, last);
        }
        return last.layout;
    }

    private static TableMapEventData event(long number, TableName name) {
        TableMapEventData event = new TableMapEventData();
        event.setTableId(number);
        event.setDatabase(name.database());
        event.setTable(name.name());
        return event;
    }

    private static final class Known {
        private final byte[] codes;
        private final byte[] metadata;
        private final TableLayout layout;

        Known(byte[] codes, byte[] metadata, TableLayout layout) {
            this.codes = codes;
            this.metadata = metadata;
            this.layout = layout;
        }

        boolean matches(byte[] otherCodes, byte[] otherMetadata) {
            return Arrays.equals(codes, otherCodes) && Arrays.equals(metadata, otherMetadata);
        }
    }
}
