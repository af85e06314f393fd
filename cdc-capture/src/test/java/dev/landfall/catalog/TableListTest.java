package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableListTest {
    private record Named(TableName name, int number) {}

    private final List<Named> all = List.of(named("b", 1), named("a", 2), named("b", 3));
    private final TableList<Named> list = TableList.of(all, Named::name);

    @Test
    void isTheListThatItWasMadeOf() {
        assertThat(list).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(TableList.of(list, Named::name)).isSameAs(list);
    }

    @Test
    void ofTwoWithOneNameTheFirstIsFound() {
        assertThat(list.find(new TableName("shop", "b"))).contains(named("b", 1));
        assertThat(list.find(new TableName("shop", "a"))).contains(named("a", 2));
        assertThat(list.find(new TableName("other", "a"))).isEmpty();
    }

    private static Named named(String table, int number) {
        return new Named(new TableName("shop", table), number);
    }
}
