package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.catalog.ForeignKey.Action;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignKeyParserTest {
    private static final TableName CHILD = new TableName("shop", "child");

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(
                        "  CONSTRAINT `one` FOREIGN KEY (`a`) REFERENCES `p` (`id`)",
                        key("one", List.of("a"), "shop", "p", List.of("id"), Action.RESTRICT, Action.RESTRICT)),
                Arguments.of(
                        "  CONSTRAINT `two` FOREIGN KEY (`a`, `b`) REFERENCES `p` (`x`, `y`) ON DELETE CASCADE,",
                        key("two", List.of("a", "b"), "shop", "p", List.of("x", "y"), Action.CASCADE, Action.RESTRICT)),
                Arguments.of(
                        "  CONSTRAINT `3` FOREIGN KEY (`a`) REFERENCES `other`.`p` (`id`) ON DELETE SET NULL ON UPDATE CASCADE",
                        key("3", List.of("a"), "other", "p", List.of("id"), Action.SET_NULL, Action.CASCADE)),
                Arguments.of(
                        "  CONSTRAINT `o``dd` FOREIGN KEY (`a, (b)`, ```c`) REFERENCES `p.q` (`)`, ` `) ON UPDATE NO ACTION",
                        key(
                                "o`dd",
                                List.of("a, (b)", "`c"),
                                "shop",
                                "p.q",
                                List.of(")", " "),
                                Action.RESTRICT,
                                Action.NO_ACTION)),
                Arguments.of(
                        "  CONSTRAINT `o`dd` FOREIGN KEY (`a`) REFERENCES `p` (`id`)",
                        key("o`dd", List.of("a"), "shop", "p", List.of("id"), Action.RESTRICT, Action.RESTRICT)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsWhatInnoDbPrints(String line, ForeignKey expected) {
        assertThat(ForeignKeyParser.parse(
                        CHILD, "CREATE TABLE `child` (\n  `a` int(11),\n" + line + "\n) ENGINE=InnoDB"))
                .containsExactly(expected);
    }

    @Test
    void commentsAndChecksAreNoKeys() {
        String table = """
                CREATE TABLE `child` (
                  `a` int(11) COMMENT '\\n  CONSTRAINT `x` FOREIGN KEY (`a`) REFERENCES `p` (`id`)',
                  CONSTRAINT `y` CHECK (`a` <> '` FOREIGN KEY (`')
                ) ENGINE=InnoDB""";
        assertThat(ForeignKeyParser.parse(CHILD, table)).isEmpty();
    }

    @Test
    void refusesAKeyItDoesNotUnderstand() {
        assertThatThrownBy(() -> ForeignKeyParser.parse(
                        CHILD, "  CONSTRAINT `x` FOREIGN KEY (`a`) REFERENCES `p` (`id`) MATCH FULL"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop.child")
                .hasMessageContaining("MATCH FULL");
    }

    private static ForeignKey key(
            String name,
            List<String> columns,
            String database,
            String parent,
            List<String> parentColumns,
            Action onDelete,
            Action onUpdate) {
        return new ForeignKey(name, CHILD, columns, new TableName(database, parent), parentColumns, onDelete, onUpdate);
    }
}
