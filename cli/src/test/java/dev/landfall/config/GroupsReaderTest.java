package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsReaderTest {
    private static final String SERVERS =
            "name: shop\nsource: mariadb://a@localhost/db\ntarget: postgresql://b@localhost/db\ntables: [a, b]\n";

    private static final String GROUPS = """
            groups:
              sales: [orders, "order_${SUFFIX}"]
              catalogue: "product, price"
            """;

    @TempDir
    private Path folder;

    @Test
    void aGroupIsAMigrationWithItsOwnNameAndTables() throws IOException {
        MigrationConfig sales = load(GROUPS, "sales");

        assertThat(sales.name()).isEqualTo("shop.sales");
        assertThat(sales.tables()).containsExactly("orders", "order_x");
        assertThat(sales.excludedTables()).isEmpty();
        assertThat(sales.group()).isNotNull();
        assertThat(load(GROUPS, "catalogue").tables()).containsExactly("product", "price");
    }

    @Test
    void withoutTheFlagItIsAboutTheWhole() throws IOException {
        MigrationConfig whole = load(GROUPS, null);

        assertThat(whole.name()).isEqualTo("shop");
        assertThat(whole.tables()).containsExactly("a", "b");
        assertThat(whole.group()).isNull();
    }

    @Test
    void whatIsWrongIsTold() {
        refuses(GROUPS, "sale", "--group: is \"sale\", but there is sales, catalogue.");
        refuses("", "sales", "--group: is \"sales\", but the configuration file has no groups.");
        refuses("groups: [sales]\n", null, "groups: must hold groups with their tables");
        refuses("groups: {sales: []}\n", null, "groups.sales: must be a list of tables");
        refuses("groups: {sales: [1]}\n", null, "groups.sales: must be a list of tables");
        refuses("groups: {\"a b\": [x]}\n", null, "groups.a b: must be a name of up to 32 letters");
    }

    private void refuses(String groups, @Nullable String group, String problem) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> load(groups, group))
                .withMessageContaining(problem);
    }

    private MigrationConfig load(String groups, @Nullable String group) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), SERVERS + groups);
        return ConfigLoader.load(new ConfigFlags(file, Map.of(), group), Map.of("SUFFIX", "x"), warning -> {});
    }
}
