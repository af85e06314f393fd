package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLiteralTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"1000-01-01", "2024-02-29", "9999-12-31", "2024-02-29 23:59:59", "2024-02-29 23:59:59.123456"})
    void aMomentOnTheCalendarIsTheSameLiteralOnBothServers(String value) {
        assertThat(KeyLiteral.CALENDAR_TIME.source(value)).contains("'" + value + "'");
        assertThat(KeyLiteral.CALENDAR_TIME.target(value)).contains("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00",
                "2024-00-15",
                "2024-02-31",
                "2023-02-29 00:00:00",
                "0999-12-31",
                "0044-03-15 BC",
                "10000-01-01",
                "-infinity",
                "infinity",
                "2024-02-29 23:59:59+00",
                "2024-02-29'"
            })
    void whatOneOfThemMayNotHaveIsNone(String value) {
        assertThat(KeyLiteral.CALENDAR_TIME.source(value)).isEmpty();
        assertThat(KeyLiteral.CALENDAR_TIME.target(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void whatOnlyTheTargetHasAmongNumbersIsFoundThere(String value) {
        assertThat(KeyLiteral.NUMBER.source(value)).isEmpty();
        assertThat(KeyLiteral.NUMBER.target(value)).contains("'" + value + "'::numeric");
        assertThat(KeyLiteral.NUMBER.target(value + "'")).isEmpty();
    }
}
