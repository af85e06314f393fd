package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RowRatesTest {
    private static final long SECOND = 1_000_000_000L;

    private final RowRates rates = new RowRates();

    @Test
    void oneLookSaysNothing() {
        assertThat(rates.perSecond("orders", 1_000, 0)).isNull();
    }

    @Test
    void twoLooksTellHowManyRowsCameInBetween() {
        // Given
        rates.perSecond("orders", 1_000, 0);

        // Then
        assertThat(rates.perSecond("orders", 6_000, 5 * SECOND)).isEqualTo(1_000);
        assertThat(rates.perSecond("orders", 6_000, 10 * SECOND)).isZero();
    }

    @Test
    void aLookRightAfterAnotherSaysTheSame() {
        // Given
        rates.perSecond("orders", 0, 0);
        rates.perSecond("orders", 5_000, 5 * SECOND);

        // Then
        assertThat(rates.perSecond("orders", 5_001, 5 * SECOND + 1)).isEqualTo(1_000);
    }

    @Test
    void whatATableHasWaitedIsNoPartOfItsSpeed() {
        // Given
        rates.perSecond("orders", 0, 0);
        rates.perSecond("orders", 5_000, 5 * SECOND);

        // When
        rates.keepOnly(Set.of("lines"));

        // Then
        assertThat(rates.perSecond("orders", 6_000, 3_600 * SECOND)).isNull();
        assertThat(rates.perSecond("orders", 16_000, 3_602 * SECOND)).isEqualTo(5_000);
    }

    @Test
    void whatIsTakenBackIsNoSpeed() {
        // Given
        rates.perSecond("orders", 5_000, 0);

        // Then
        assertThat(rates.perSecond("orders", 0, SECOND)).isZero();
    }
}
