package dev.landfall.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTranslatorTest {
    private static final Set<String> NUMBERS = Set.of("price", "quantity");

    @Test
    void arithmeticOfExactNumbersIsComputedAsDecimal() {
        assertThat(number("`price` * `quantity` + 1"))
                .contains("((cast(\"price\" as decimal) * cast(\"quantity\" as decimal)) + 1)");
    }

    @Test
    void comparisonsOfExactNumbersAreConditions() {
        assertThat(condition("`price` > 0 and `quantity` between 1 and 10")).isPresent();
        assertThat(condition("`price` is null or `price` in (1,2)")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat(`name`,'!')",
                "`price` / 2",
                "`price` % 2",
                "`price` DIV 2",
                "if(`price` > 0,1,0)",
                "`name`",
                "`price` + '1'",
                "rand()",
                "`price` + "
            })
    void whatMayMeanSomethingElseIsLeftAlone(String sql) {
        assertThat(number(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"`name` = 'a'", "`price` <=> 1", "json_valid(`doc`)", "`name` like 'a%'"})
    void conditionsOnTextAreLeftAlone(String sql) {
        assertThat(condition(sql)).isEmpty();
    }

    private static Optional<String> number(String sql) {
        return ExpressionTranslator.translate(sql, ExpressionTranslatorTest::column, false);
    }

    private static Optional<String> condition(String sql) {
        return ExpressionTranslator.translate(sql, ExpressionTranslatorTest::column, true);
    }

    private static Optional<String> column(String name) {
        return NUMBERS.contains(name) ? Optional.of(name) : Optional.empty();
    }
}
