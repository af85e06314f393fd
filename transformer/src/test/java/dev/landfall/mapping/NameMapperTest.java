package dev.landfall.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NameMapperTest {
    @Test
    void namesAreLowerCaseSoThatNobodyHasToQuoteThem() {
        assertThat(NameMapper.map("OrderItems")).isEqualTo("orderitems");
    }

    @Test
    void longNamesAreCutAtACharacterAndStayApart() {
        String one = NameMapper.map("ä".repeat(40) + "one");
        String two = NameMapper.map("ä".repeat(40) + "two");

        assertThat(one.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
        assertThat(one).isNotEqualTo(two).startsWith("ää").doesNotContain("\uFFFD");
    }

    @Test
    void anIndexIsNamedAfterItsTableOnce() {
        assertThat(NameMapper.index("orders", "by_date")).isEqualTo("orders_by_date");
        assertThat(NameMapper.index("orders", "orders_by_date")).isEqualTo("orders_by_date");
    }
}
