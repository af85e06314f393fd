package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionSpellingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "((size)::numeric > (0)::numeric)          | (size > 0)",
                "lower((name)::text)                       | lower(name)",
                "'new'::character varying                  | 'new'::text",
                "(((a + b))::bigint * 2)                   | ((a + b) * 2)",
                "'{}'::integer[]                           | '{}'",
                "(price)::numeric(8,2)                     | price",
                "round((v)::numeric, 2)                    | round( v, 2 )",
                "(((a >= 1) AND (a <= 5)) AND (b > 0))      | ((a >= 1) AND (a <= 5) AND (b > 0))",
                "((b > 0) AND ((a >= 1) AND (a <= 5)))      | ((b > 0) AND (a >= 1) AND (a <= 5))",
                "((a OR b) OR (c OR d))                     | (a OR b OR c OR d)",
                "CASE WHEN c THEN ('x'::character varying)::text ELSE (NULL::character varying)::text END"
                        + " | CASE WHEN c THEN 'x'::text ELSE NULL::text END",
            })
    void castsAndParenthesesThatSayNothingDoNotCount(String one, String other) {
        assertThat(ExpressionSpelling.same(one, other)).isTrue();
        assertThat(ExpressionSpelling.same(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a b'                    | 'ab'",
                "'a (b)'                  | 'a b'",
                "'a::text'                | 'a'",
                "'it''s (1)'              | 'it''s 1'",
                "(((a + id) * 2) < 900)   | ((a + (id * 2)) < 900)",
                "(a AND (b OR c))         | ((a AND b) OR c)",
                "\"a b\"                  | \"ab\"",
                "((a AND b) OR c)         | (a AND (b OR c))",
                "((a OR b) AND (c OR d))  | (a OR b AND c OR d)",
                "(NOT (a AND b))          | ((NOT a) AND b)",
                "now()                    | now",
                "f(x)                     | g(x)",
                "a1                       | a 1",
            })
    void whatChangesTheMeaningCounts(String one, String other) {
        assertThat(ExpressionSpelling.same(one, other)).isFalse();
        assertThat(ExpressionSpelling.same(other, one)).isFalse();
    }
}
