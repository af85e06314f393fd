package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySpreadTest {
    private final KeySpread spread = new KeySpread(KeyScale.NUMBER);

    private void add(String value, long rows) {
        spread.add(new RowKey("digest", Collections.singletonList(value)), rows);
    }

    private static KeySpan.Key key(long value) {
        return new KeySpan.Key(BigInteger.valueOf(value), Long.toString(value));
    }

    private static KeySpan.Place place(long from, long until, long rows) {
        return new KeySpan.Place(key(from), key(until), rows);
    }

    @Test
    void fewRowsHaveAPlaceEach() {
        add("7", 1);
        add("-3", 2);
        add("7", 4);
        add("1.75", 1);

        assertThat(spread.places()).containsExactly(place(-3, -3, 2), place(1, 1, 1), place(7, 7, 5));
    }

    @Test
    void numbersThatFollowEachOtherAreInOnePlace() {
        for (int i = 139; i >= 100; i--) {
            add(Integer.toString(i), 1);
        }
        add("141", 1);
        add("-100", 1);

        assertThat(spread.places()).containsExactly(place(-100, -100, 1), place(100, 139, 40), place(141, 141, 1));
    }

    @Test
    void howeverManyThereAreNoneIsLostAndTheMemoryIsBounded() {
        for (int i = -50_000; i < 50_000; i++) {
            add(Integer.toString(i * 10), 1);
        }
        add("18446744073709551615", 1);

        List<KeySpan.Place> places = spread.places();
        assertThat(places).hasSizeLessThanOrEqualTo(KeySpread.MOST_PLACES).hasSizeGreaterThan(100);
        assertThat(places.stream().mapToLong(KeySpan.Place::rows).sum()).isEqualTo(100_001);
        assertThat(places.get(0).from().text()).isEqualTo("-500000");
        assertThat(places.get(places.size() - 1).until().text()).isEqualTo("18446744073709551615");
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i).from()).isGreaterThan(places.get(i - 1).until());
        }
    }

    @Test
    void whatHasNoPlaceIsCounted() {
        KeySpread dates = new KeySpread(KeyScale.CALENDAR);
        dates.add(new RowKey("a", Collections.singletonList(null)), 2);
        dates.add(new RowKey("b", List.of("2024-02-31")), 1);
        dates.add(new RowKey("c", List.of("2024-02-29")), 1);

        assertThat(dates.unplaced()).isEqualTo(3);
        assertThat(dates.places()).extracting(place -> place.from().text()).containsExactly("2024-02-29");
    }

    @Test
    void textsWithALongBeginningInCommonAreKeptApart() {
        KeySpread texts = new KeySpread(KeyScale.TEXT);
        for (int i = 0; i < 100; i++) {
            texts.add(new RowKey("digest", List.of("invoice/2024/berlin/" + (1000 + i))), 1);
        }

        assertThat(texts.places()).hasSize(100);
        for (int i = 0; i < 100_000; i++) {
            texts.add(new RowKey("digest", List.of(Integer.toString(i * 7919, 36))), 1);
        }
        assertThat(texts.places()).hasSizeLessThanOrEqualTo(KeySpread.MOST_PLACES);
        assertThat(texts.places().stream().mapToLong(KeySpan.Place::rows).sum()).isEqualTo(100_100);
        assertThat(texts.places())
                .isSortedAccordingTo((one, other) -> one.from().compareTo(other.from()));
    }

    @Test
    void otherKeysHaveNoPlace() {
        KeySpread unknown = new KeySpread(null);
        unknown.add(new RowKey("digest", List.of("abc")), 1);

        assertThat(unknown.places()).isEmpty();
    }
}
