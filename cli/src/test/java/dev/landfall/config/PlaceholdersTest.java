package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private final ConfigProblems problems = new ConfigProblems();
    private final Placeholders placeholders =
            new Placeholders(Map.of("HOST", "db1", "_odd2", "$1\\", "EMPTY", ""), problems);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain $HOST 5$ {x}   | plain $HOST 5$ {x}",
                "mariadb://${HOST}/x  | mariadb://db1/x",
                "${HOST}${HOST}       | db1db1",
                "${_odd2}             | $1\\",
                "a${EMPTY}b           | ab",
                "$${HOST}             | ${HOST}",
            })
    void variablesExpandAndEverythingElseStays(String text, String expanded) {
        assertThat(placeholders.expand(text, "name")).isEqualTo(expanded);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void anUnsetVariableIsAProblem() {
        // When
        placeholders.expand("x${MISSING}", "target.schema");

        // Then
        assertThat(problems.toException()).hasMessage("target.schema: the environment variable MISSING is not set.");
    }

    @ParameterizedTest
    @CsvSource({"${}", "${A-B}", "${A:-b}", "${HOST"})
    void whatIsNoVariableIsAProblem(String text) {
        // When
        placeholders.expand(text, "name");

        // Then
        assertThat(problems.toException())
                .hasMessage("name: " + text + " names no environment variable (a plain ${ is $${).");
    }
}
