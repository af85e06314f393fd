package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.snapshot.KeyRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopiedRangesTest {
    private static final TableName TABLE = new TableName("shop", "item");
    private static final TableName OTHER = new TableName("shop", "other");
    private static final long KEYS = 60;
    private static final long POSITIONS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aKeyIsHeldByTheRangeThatContainsIt(long seed) {
        Random random = new Random(seed);
        List<Chunk> chunks = chunks(random);
        CopiedRanges copied = CopiedRanges.of(chunks);

        for (long doubled = -4; doubled <= 2 * KEYS + 4; doubled++) {
            BigDecimal key = new BigDecimal(doubled).divide(new BigDecimal(2));
            for (long sequence = 1; sequence <= POSITIONS; sequence++) {
                Gtid gtid = new Gtid(0, 1, sequence);
                assertThat(copied.holdKey(TABLE, key, gtid))
                        .as("seed %d, key %s, %s, %s", seed, key, gtid, chunks)
                        .isEqualTo(holdsOneByOne(chunks, key, gtid));
            }
        }
    }

    @Test
    void aRangeOfAllKeysHoldsEachAndARowWithoutOne() {
        CopiedRanges copied = CopiedRanges.of(List.of(chunk(0, KeyRange.ALL, 7)));

        for (BigDecimal key :
                List.of(BigDecimal.ZERO, new BigDecimal("-9e30"), new BigDecimal("18446744073709551615"))) {
            assertThat(copied.holdKey(TABLE, key, new Gtid(0, 1, 7))).isTrue();
            assertThat(copied.holdKey(TABLE, key, new Gtid(0, 1, 8))).isFalse();
        }
        assertThat(copied.holdKey(TABLE, null, new Gtid(0, 1, 7))).isTrue();
        assertThat(copied.holdKey(TABLE, null, new Gtid(0, 1, 8))).isFalse();
    }

    @Test
    void theScaleOfAKeyDoesNotMatter() {
        CopiedRanges copied = CopiedRanges.of(List.of(
                chunk(0, new KeyRange(null, new BigDecimal("10")), 1),
                chunk(1, new KeyRange(new BigDecimal("10"), null), 9)));

        assertThat(copied.holdKey(TABLE, new BigDecimal("10.00"), new Gtid(0, 1, 9)))
                .isTrue();
        assertThat(copied.holdKey(TABLE, new BigDecimal("1E+1"), new Gtid(0, 1, 9)))
                .isTrue();
    }

    @Test
    void nothingIsHeldOfATableThatWasNotCopied() {
        CopiedRanges copied = CopiedRanges.of(List.of(chunk(0, KeyRange.ALL, 7)));

        assertThat(copied.holdKey(OTHER, BigDecimal.ONE, new Gtid(0, 1, 1))).isFalse();
        assertThat(copied.holdKey(OTHER, null, new Gtid(0, 1, 1))).isFalse();
        assertThat(CopiedRanges.NONE.isEmpty()).isTrue();
    }

    /** Parted at random keys, in any order, as after cuts; in some tables one range is missing, in some the ends are closed. */
    private static List<Chunk> chunks(Random random) {
        TreeSet<Long> ends = new TreeSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            ends.add((long) random.nextInt((int) KEYS));
        }
        List<KeyRange> ranges = new ArrayList<>();
        BigDecimal from = random.nextInt(4) == 0 ? BigDecimal.valueOf(-1) : null;
        for (long end : ends) {
            ranges.add(new KeyRange(from, BigDecimal.valueOf(end)));
            from = BigDecimal.valueOf(end);
        }
        ranges.add(new KeyRange(from, random.nextInt(4) == 0 ? BigDecimal.valueOf(KEYS) : null));
        Collections.shuffle(ranges, random);
        if (ranges.size() > 1 && random.nextInt(3) == 0) {
            ranges.remove(0);
        }
        List<Chunk> chunks = new ArrayList<>();
        for (KeyRange range : ranges) {
            chunks.add(chunk(chunks.size(), range, 1 + random.nextInt((int) POSITIONS)));
        }
        Collections.shuffle(chunks, random);
        return chunks;
    }

    private static boolean holdsOneByOne(List<Chunk> chunks, BigDecimal key, Gtid gtid) {
        for (Chunk chunk : chunks) {
            if (chunk.range().contains(key)) {
                SourcePosition position = chunk.position();
                return position != null && position.contains(gtid);
            }
        }
        return false;
    }

    private static Chunk chunk(int ordinal, KeyRange range, long sequence) {
        SourcePosition position = new SourcePosition(GtidSet.parse("0-1-" + sequence), "bin.000001", sequence);
        return new Chunk(TABLE, ordinal, range, 1, position, 1, 1, 1);
    }
}
