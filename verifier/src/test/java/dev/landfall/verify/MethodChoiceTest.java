package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MethodChoiceTest {
    private static final long SECOND = 1_000_000_000;
    private static final long ROWS = 50_000;

    private final MethodChoice choice = new MethodChoice(Method.AUTO);

    @Test
    void rowsThatComeInFastAreHashedHere() {
        assertThat(choice.next()).isEqualTo(Method.ROWS);
        choice.tried(Method.ROWS, ROWS, 30_000_000, SECOND);
        assertThat(choice.next()).isEqualTo(Method.ROWS);
    }

    @Test
    void overASlowNetworkTheServersAreTriedAndTheFasterStays() {
        choice.tried(Method.ROWS, ROWS, 10_000_000, SECOND);
        assertThat(choice.next()).isEqualTo(Method.CHECKSUMS);
        choice.tried(Method.CHECKSUMS, ROWS, 0, SECOND / 2);
        assertThat(choice.next()).isEqualTo(Method.CHECKSUMS);
    }

    @Test
    void serversThatAreSlowerStillAreLeftAlone() {
        choice.tried(Method.ROWS, ROWS, 10_000_000, SECOND);
        choice.tried(Method.CHECKSUMS, ROWS, 0, 2 * SECOND);
        assertThat(choice.next()).isEqualTo(Method.ROWS);
        choice.tried(Method.ROWS, ROWS, 10_000_000, SECOND);
        assertThat(choice.next()).isEqualTo(Method.ROWS);
    }

    @Test
    void fewRowsSayNothing() {
        choice.tried(Method.ROWS, 10, 100, SECOND);
        assertThat(choice.next()).isEqualTo(Method.ROWS);
    }

    @Test
    void hashesThatRaiseFalseAlarmsAreGivenUp() {
        choice.falseAlarm();
        assertThat(choice.next()).isEqualTo(Method.ROWS);
        choice.falseAlarm();
        assertThat(choice.next()).isEqualTo(Method.CHECKSUMS);
    }

    @Test
    void whatIsAskedForIsDone() {
        assertThat(new MethodChoice(Method.CHECKSUMS).next()).isEqualTo(Method.CHECKSUMS);
        MethodChoice rows = new MethodChoice(Method.ROWS);
        rows.tried(Method.ROWS, ROWS, 1_000, SECOND);
        rows.falseAlarm();
        rows.falseAlarm();
        assertThat(rows.next()).isEqualTo(Method.ROWS);
    }
}
