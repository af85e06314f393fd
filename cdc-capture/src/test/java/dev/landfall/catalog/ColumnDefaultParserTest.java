package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault.CurrentTimestamp;
import dev.landfall.catalog.ColumnDefault.Expression;
import dev.landfall.catalog.ColumnDefault.Literal;
import dev.landfall.catalog.ColumnDefault.None;
import dev.landfall.catalog.ColumnDefault.NullValue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnDefaultParserTest {
    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of(null, new None()),
                Arguments.of("NULL", new NullValue()),
                Arguments.of("'NULL'", new Literal("NULL")),
                Arguments.of("0", new Literal("0")),
                Arguments.of("-1.50", new Literal("-1.50")),
                Arguments.of("b'101'", new Literal("b'101'")),
                Arguments.of("''", new Literal("")),
                Arguments.of("'it''s'", new Literal("it's")),
                Arguments.of("'a\\\\b\\nc'", new Literal("a\\b\nc")),
                Arguments.of("current_timestamp()", new CurrentTimestamp(0)),
                Arguments.of("current_timestamp(6)", new CurrentTimestamp(6)),
                Arguments.of("uuid()", new Expression("uuid()")),
                Arguments.of("'a' + 'b'", new Expression("'a' + 'b'")));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void everyDefaultIsReadAsMariaDbMeansIt(@Nullable String text, ColumnDefault expected) {
        assertThat(ColumnDefaultParser.parse(text)).isEqualTo(expected);
    }
}
