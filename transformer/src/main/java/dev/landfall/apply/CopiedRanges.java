package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.plan.TablePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which source transactions the copied rows already hold, range by range: chunks that were read at different positions are
 * brought to one by replaying the binary log and skipping, for each row, what its chunk has. Immutable, thread-safe.
 */
public final class CopiedRanges {
    /** Everything is at the stream's own position: nothing is skipped. */
    public static final CopiedRanges NONE = new CopiedRanges(Map.of());

    private final Map<TableName, List<Chunk>> chunksByTable;

    private CopiedRanges(Map<TableName, List<Chunk>> chunksByTable) {
        this.chunksByTable = chunksByTable;
    }

    /** @param chunks all of them copied */
    public static CopiedRanges of(List<Chunk> chunks) {
        Map<TableName, List<Chunk>> byTable = new HashMap<>();
        chunks.stream()
                .sorted(Comparator.comparing(Chunk::ordinal))
                .forEach(chunk -> byTable.computeIfAbsent(chunk.table(), table -> new ArrayList<>())
                        .add(chunk));
        return new CopiedRanges(byTable);
    }

    public boolean isEmpty() {
        return chunksByTable.isEmpty();
    }

    /** Whether the chunk of this row was read after the transaction. */
    boolean hold(TablePlan table, RowImage row, Gtid gtid) {
        if (isEmpty()) {
            return false;
        }
        BigDecimal key = table.chunked() ? key(row.get(table.chunkColumn())) : null;
        return holdKey(table, key, gtid);
    }

    /** @param key value of the chunk column; null for a table that was copied as one piece */
    boolean holdKey(TablePlan table, @Nullable BigDecimal key, Gtid gtid) {
        return chunks(table).stream()
                .filter(chunk -> key == null || chunk.range().contains(key))
                .findFirst()
                .map(chunk -> position(chunk).contains(gtid))
                .orElse(false);
    }

    /** The chunks of a table whose rows were read before the transaction. */
    List<Chunk> before(TablePlan table, Gtid gtid) {
        return chunks(table).stream()
                .filter(chunk -> !position(chunk).contains(gtid))
                .toList();
    }

    List<Chunk> chunks(TablePlan table) {
        return chunksByTable.getOrDefault(table.source().name(), List.of());
    }

    static BigDecimal key(@Nullable Object value) {
        return value instanceof BigDecimal number ? number : BigDecimal.valueOf((Long) Objects.requireNonNull(value));
    }

    private static SourcePosition position(Chunk chunk) {
        return Optional.ofNullable(chunk.position())
                .orElseThrow(() -> new IllegalStateException("chunk of " + chunk.table() + " is not copied yet"));
    }
}
