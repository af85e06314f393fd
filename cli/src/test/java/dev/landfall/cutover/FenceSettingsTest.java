package dev.landfall.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenceSettingsTest {
    private static final FenceSettings FENCED = FenceSettings.of("ON", "OFF");

    @ParameterizedTest
    @ValueSource(strings = {"0", "OFF"})
    void anOpenSourceIsClosedAndOpenedAgain(String value) {
        FenceSettings before = FenceSettings.of(value, "ON");

        assertThat(before.raising(before))
                .containsExactly("SET GLOBAL event_scheduler = OFF", "SET GLOBAL read_only = ON");
        assertThat(FenceSettings.ofJson(before.toJson()).lowering(FENCED))
                .containsExactly("SET GLOBAL read_only = OFF", "SET GLOBAL event_scheduler = ON");
        assertThat(before.toJson()).isEqualTo("{\"readOnly\":false,\"eventScheduler\":true}");
    }

    /** ON would hold back less than what was there. */
    @ParameterizedTest
    @CsvSource({"1,ON", "ON,ON", "NO_LOCK,NO_LOCK", "no_lock_no_admin,NO_LOCK_NO_ADMIN"})
    void whatHoldsWritesBackAlreadyStaysAndIsPutBackAsItWas(String value, String word) {
        FenceSettings before = FenceSettings.of(value, "0");

        assertThat(before.raising(before)).isEmpty();
        FenceSettings kept = FenceSettings.ofJson(before.toJson());
        assertThat(kept.lowering(before)).isEmpty();
        assertThat(kept.lowering(FenceSettings.of("OFF", "OFF"))).containsExactly("SET GLOBAL read_only = " + word);
    }

    /** Somebody has opened the source since it was looked at. */
    @Test
    void theFenceGoesByWhatIsThereNow() {
        assertThat(FenceSettings.of("NO_LOCK", "OFF").raising(FenceSettings.of("OFF", "OFF")))
                .containsExactly("SET GLOBAL read_only = ON");
        assertThat(FenceSettings.of("NO_LOCK", "OFF").lowering(FENCED))
                .containsExactly("SET GLOBAL read_only = NO_LOCK");
    }

    @Test
    void whatAnEarlierVersionHasKeptIsUnderstood() {
        FenceSettings kept = FenceSettings.ofJson("{\"readOnly\":true,\"eventScheduler\":true}");

        assertThat(kept.lowering(FENCED)).containsExactly("SET GLOBAL event_scheduler = ON");
    }

    /** Nothing that somebody may have written there by hand becomes a statement. */
    @Test
    void anUnknownWordIsNoStatement() {
        FenceSettings kept =
                FenceSettings.ofJson("{\"readOnly\":true,\"eventScheduler\":false,\"readOnlyAs\":\"OFF; DROP\"}");

        assertThat(kept.lowering(FENCED)).isEmpty();
    }
}
