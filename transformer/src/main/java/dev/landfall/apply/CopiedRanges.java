package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.plan.TablePlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which source transactions the copied rows already hold, range by range: chunks that were read at different positions are
 * brought to one by replaying the binary log and skipping, for each row, what its chunk has. Immutable, thread-safe.
 */
public final class CopiedRanges {
    /** Everything is at the stream's own position: nothing is skipped. */
    public static final CopiedRanges NONE = new CopiedRanges(List.of());

    private final Map<TableName, List<Chunk>> chunksByTable = new HashMap<>();
    /** By the smallest key of their range, null first: a row of a large table is looked up among thousands. */
    private final Map<TableName, NavigableMap<@Nullable BigDecimal, Chunk>> byFrom = new HashMap<>();

    private CopiedRanges(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            chunksByTable
                    .computeIfAbsent(chunk.table(), table -> new ArrayList<>())
                    .add(chunk);
            byFrom.computeIfAbsent(
                            chunk.table(), table -> new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder())))
                    .put(chunk.range().from(), chunk);
        }
    }

    /** @param chunks all of them copied; those of one table have no key in common */
    public static CopiedRanges of(List<Chunk> chunks) {
        return new CopiedRanges(
                chunks.stream().sorted(Comparator.comparing(Chunk::ordinal)).toList());
    }

    public boolean isEmpty() {
        return chunksByTable.isEmpty();
    }

    /** The positions that the chunks were read at, each once. */
    public List<GtidSet> positions() {
        return chunksByTable.values().stream()
                .flatMap(List::stream)
                .map(chunk -> position(chunk).gtids())
                .distinct()
                .toList();
    }

    /** Whether the chunk of this row was read after the transaction. */
    boolean hold(TablePlan table, RowImage row, Gtid gtid) {
        if (isEmpty()) {
            return false;
        }
        BigDecimal key = table.chunked() ? key(row.get(table.chunkColumn())) : null;
        return holdKey(table.source().name(), key, gtid);
    }

    /** @param key value of the chunk column; null for a table that was copied as one piece */
    boolean holdKey(TableName table, @Nullable BigDecimal key, Gtid gtid) {
        Chunk chunk = key == null ? whole(table) : chunk(table, key);
        return chunk != null && position(chunk).contains(gtid);
    }

    private @Nullable Chunk whole(TableName table) {
        List<Chunk> chunks = chunksByTable.get(table);
        return chunks == null ? null : chunks.get(0);
    }

    private @Nullable Chunk chunk(TableName table, BigDecimal key) {
        NavigableMap<@Nullable BigDecimal, Chunk> chunks = byFrom.get(table);
        Map.Entry<@Nullable BigDecimal, Chunk> below = chunks == null ? null : chunks.floorEntry(key);
        return below == null || !below.getValue().range().contains(key) ? null : below.getValue();
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
