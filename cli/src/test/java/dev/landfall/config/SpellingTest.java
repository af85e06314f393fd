package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("name", "tables", "excludeTables", "snapshot.workers");

    @ParameterizedTest
    @CsvSource({
        "nmae, ' Did you mean name?'",
        "tabels, ' Did you mean tables?'",
        "exclude_tables, ' Did you mean excludeTables?'",
        "snapshot.Worker, ' Did you mean snapshot.workers?'",
        "colour, ''",
    })
    void theClosestIsNamedAndNothingWhenNothingIsClose(String seen, String question) {
        assertThat(Spelling.didYouMean(seen, KNOWN)).isEqualTo(question);
    }
}
