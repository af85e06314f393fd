package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScaleTest {
    private static BigInteger position(KeyScale scale, String value) {
        return scale.place(value).orElseThrow().position();
    }

    private static void inOrder(KeyScale scale, List<String> values) {
        assertThat(values)
                .isSortedAccordingTo((one, other) -> position(scale, one).compareTo(position(scale, other)));
        assertThat(values).extracting(value -> position(scale, value)).doesNotHaveDuplicates();
    }

    @Test
    void calendarValuesAreInMicroseconds() {
        assertThat(position(KeyScale.CALENDAR, "1970-01-02")).isEqualTo(86_400_000_000L);
        assertThat(position(KeyScale.CALENDAR, "1970-01-01 00:00:01.5")).isEqualTo(1_500_000);
        assertThat(position(KeyScale.CALENDAR, "1969-12-31 23:59:59.999999")).isEqualTo(-1);
        inOrder(
                KeyScale.CALENDAR,
                List.of(
                        "0044-03-15 BC",
                        "0000-05-05",
                        "0001-01-01",
                        "1000-01-01 00:00:00",
                        "2024-02-29",
                        "2024-02-29 00:00:00.000001",
                        "9999-12-31 23:59:59.999999",
                        "12024-01-01"));
    }

    /** MariaDB's year 0 is the year before Christ's first, which PostgreSQL calls so. */
    @Test
    void bothServersNamesOfAValueHaveOnePlace() {
        assertThat(position(KeyScale.CALENDAR, "0000-05-05")).isEqualTo(position(KeyScale.CALENDAR, "0001-05-05 BC"));
        assertThat(KeyScale.CALENDAR.place("2024-05-05 10:00:00.120000"))
                .isEqualTo(KeyScale.CALENDAR.place("2024-05-05 10:00:00.12"));
        assertThat(KeyScale.BYTES.place("00FF")).isEqualTo(KeyScale.BYTES.place("00ff"));
        assertThat(KeyScale.UUID.place("0192F1E2-0000-7000-8000-00000000000A"))
                .isEqualTo(KeyScale.UUID.place("0192f1e2-0000-7000-8000-00000000000a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00",
                "2024-00-10",
                "2024-02-31",
                "0000-00-00 00:00:00",
                "infinity",
                "-infinity",
                "",
                "now"
            })
    void whatIsOnNoCalendarHasNoPlace(String value) {
        assertThat(KeyScale.CALENDAR.place(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "t", ""})
    void whatIsNoNumberHasNoPlace(String value) {
        assertThat(KeyScale.NUMBER.place(value)).isEmpty();
    }

    @Test
    void bytesUuidsAndTextsAreInTheOrderOfTheirBytes() {
        inOrder(KeyScale.BYTES, List.of("", "00ff", "01", "0100ff", "7f", "80", "ff"));
        inOrder(
                KeyScale.UUID,
                List.of(
                        "00000000-0000-4000-8000-000000000000",
                        "00000000-0000-4000-8000-000000000001",
                        "7fffffff-0000-1000-8000-000000000000",
                        "80000000-0000-1000-8000-000000000000"));
        // U+1F600 comes behind U+FFFD, other than in UTF-16.
        inOrder(KeyScale.TEXT, List.of("", "A", "Z", "a", "ab", "\u00e4", "\ufffd", "\ud83d\ude00"));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, -3.75, -3",
        "CALENDAR, 2024-02-29, 2024-02-29",
        "CALENDAR, 2024-02-29 10:00:00.000000, 2024-02-29 10:00:00",
        "CALENDAR, 2024-02-29 10:00:00.120000, 2024-02-29 10:00:00.12",
        "CALENDAR, 2024-02-29 10:00:00.100200, 2024-02-29 10:00:00.1002",
        "BYTES, 0AFF, 0x0aff",
        "TEXT, Ärger, Ärger"
    })
    void aKeyIsCalledByItsValue(KeyScale scale, String value, String text) {
        assertThat(scale.place(value)).map(KeySpan.Key::text).isEqualTo(Optional.of(text));
    }
}
