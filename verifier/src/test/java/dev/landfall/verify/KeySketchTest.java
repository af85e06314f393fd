package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySketchTest {
    private static final int COMMON_ROWS = 100_000;

    private final Random random = new Random(20261123);

    /** A row, whose hash comes of all of it. */
    private record Row(long hash, long key, long more) {
        void into(KeySketch sketch) {
            sketch.add(hash, new long[] {key, more});
        }
    }

    private Row row(long key) {
        return new Row(random.nextLong(), key, key * 31);
    }

    private List<Row> rows(int count) {
        return Stream.generate(() -> row(random.nextLong())).limit(count).toList();
    }

    @SafeVarargs
    private static KeySketch sketch(List<Row>... rows) {
        KeySketch sketch = KeySketch.of(2);
        for (List<Row> some : rows) {
            some.forEach(row -> row.into(sketch));
        }
        return sketch;
    }

    private static List<Long> keys(List<long[]> found) {
        return found.stream()
                .map(key -> {
                    assertThat(key[1]).isEqualTo(key[0] * 31);
                    return key[0];
                })
                .toList();
    }

    private static List<Long> keysOf(List<Row> rows) {
        return rows.stream().map(Row::key).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 200})
    void theKeysOfAFewRowsAmongManyAreFound(int few) {
        List<Row> common = rows(COMMON_ROWS);
        List<Row> before = rows(few);
        List<Row> after = before.stream().map(row -> row(row.key())).toList();
        List<Row> missing = rows(few / 2);

        KeySketch.Keys found = sketch(common, before, missing)
                .minus(sketch(after, common))
                .keys()
                .orElseThrow();

        List<Row> onlyFirst = new ArrayList<>(before);
        onlyFirst.addAll(missing);
        assertThat(keys(found.added())).containsExactlyInAnyOrderElementsOf(keysOf(onlyFirst));
        assertThat(keys(found.taken())).containsExactlyInAnyOrderElementsOf(keysOf(after));
    }

    @Test
    void piecesAddUpInAnyOrder() {
        List<Row> common = rows(1000);
        List<Row> extra = rows(3);
        KeySketch first = sketch(common.subList(0, 300), extra).plus(sketch(common.subList(300, 1000)));
        KeySketch second = KeySketch.NONE
                .plus(sketch(common.subList(500, 1000)))
                .plus(KeySketch.NONE)
                .plus(sketch(common.subList(0, 500)));

        assertThat(keys(first.minus(second).keys().orElseThrow().added()))
                .containsExactlyInAnyOrderElementsOf(keysOf(extra));
        assertThat(keys(KeySketch.NONE
                        .minus(first)
                        .plus(second)
                        .keys()
                        .orElseThrow()
                        .taken()))
                .containsExactlyInAnyOrderElementsOf(keysOf(extra));
    }

    @Test
    void nothingIsToldOfTooManyRows() {
        assertThat(sketch(rows(5000)).minus(sketch(rows(5000))).keys()).isEmpty();
    }

    @Test
    void nothingIsToldOfRowsThatAreThereTwiceBesideOthers() {
        List<Row> twice = rows(1);
        assertThat(sketch(twice, twice, rows(2)).minus(sketch(rows(2))).keys()).isEmpty();
    }

    @Test
    void nothingIsToldOfEqualSidesNorOfRowsThatDoNotFit() {
        List<Row> common = rows(10);
        assertThat(sketch(common).minus(sketch(common)).keys()).isEmpty();
        assertThat(KeySketch.NONE.keys()).isEmpty();
        assertThat(sketch(common).plus(KeySketch.UNFIT).minus(sketch(rows(1))).keys())
                .isEmpty();
        assertThat(sketch(common).minus(KeySketch.UNFIT).keys()).isEmpty();
    }
}
