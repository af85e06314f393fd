package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import dev.landfall.snapshot.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyOrderTest {
    @Test
    void largeChunksComeFirstButOneOfEachTableComesEarly() {
        // Given
        List<Chunk> pending = new ArrayList<>(chunks("tiny", 1, 10));
        pending.addAll(chunks("docs", 3, 1_000));
        pending.addAll(chunks("orders", 4, 90_000));
        pending.addAll(chunks("whole", 1, 500_000));
        pending.addAll(chunks("lines", 2, 50_000));

        // When
        List<Chunk> ordered = CopyOrder.of(pending, table -> false, Chunk::expectedRows);

        // Then
        assertThat(names(ordered))
                .containsExactly(
                        "whole 0",
                        "orders 2",
                        "lines 1",
                        "docs 1",
                        "orders 0",
                        "orders 1",
                        "orders 3",
                        "lines 0",
                        "docs 0",
                        "docs 2",
                        "tiny 0");
    }

    @Test
    void tablesThatOthersWaitForComeFirst() {
        // Given
        List<Chunk> pending = new ArrayList<>(chunks("orders", 12, 90_000));
        pending.addAll(chunks("customers", 2, 10));

        // When
        List<Chunk> ordered = CopyOrder.of(pending, table -> table.name().equals("customers"), Chunk::expectedRows);

        // Then
        assertThat(ordered).hasSize(14);
        assertThat(names(ordered.subList(0, 3))).containsExactly("customers 0", "customers 1", "orders 6");
    }

    private static List<Chunk> chunks(String table, int count, long expectedRows) {
        return IntStream.range(0, count)
                .mapToObj(ordinal ->
                        new Chunk(new TableName("shop", table), ordinal, KeyRange.ALL, expectedRows, null, 0, 0, 0))
                .toList();
    }

    private static List<String> names(List<Chunk> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.table().name() + " " + chunk.ordinal())
                .toList();
    }
}
