package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySpreadTest {
    private final KeySpread spread = new KeySpread(true);

    private void add(String value, long rows) {
        spread.add(new RowKey("digest", Collections.singletonList(value)), rows);
    }

    private static KeySpan.Place place(long from, long until, long rows) {
        return new KeySpan.Place(BigInteger.valueOf(from), BigInteger.valueOf(until), rows);
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
    void howeverManyThereAreNoneIsLostAndTheMemoryIsBounded() {
        for (int i = -50_000; i < 50_000; i++) {
            add(Integer.toString(i * 10), 1);
        }
        add("18446744073709551615", 1);

        List<KeySpan.Place> places = spread.places();
        assertThat(places).hasSizeLessThanOrEqualTo(KeySpread.MOST_PLACES).hasSizeGreaterThan(100);
        assertThat(places.stream().mapToLong(KeySpan.Place::rows).sum()).isEqualTo(100_001);
        assertThat(places.get(0).from()).isEqualTo(-500_000);
        assertThat(places.get(places.size() - 1).until()).isEqualTo("18446744073709551615");
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i).from()).isGreaterThan(places.get(i - 1).until());
        }
    }

    @Test
    void otherKeysHaveNoPlace() {
        KeySpread unknown = new KeySpread(false);
        unknown.add(new RowKey("digest", List.of("abc")), 1);

        assertThat(unknown.places()).isEmpty();
    }
}
