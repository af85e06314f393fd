package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.ForeignKey.Action;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CascadeGraphTest {
    @Test
    void aChainIsCopiedFromItsMiddleToItsEnd() {
        CascadeGraph graph = graph(
                key("orders.customer", "customers.id", Action.CASCADE, Action.RESTRICT),
                key("items.order", "orders.id", Action.CASCADE, Action.RESTRICT),
                key("notes.item", "items.id", Action.SET_NULL, Action.RESTRICT));

        assertThat(graph.middlesBefore(table("customers"))).isEmpty();
        assertThat(graph.middlesBefore(table("orders"))).isEmpty();
        assertThat(graph.middlesBefore(table("items"))).containsExactly(table("orders"));
        assertThat(graph.middlesBefore(table("notes"))).containsExactly(table("items"));
    }

    @Test
    void whatDoesNotReachTheEndIsNoChain() {
        CascadeGraph graph = graph(
                // Deleting a customer writes orders.customer, which no key refers to.
                key("orders.customer", "customers.id", Action.SET_NULL, Action.CASCADE),
                key("items.order", "orders.id", Action.CASCADE, Action.CASCADE),
                // Deleting an order deletes items, which notes would not allow.
                key("notes.item", "items.id", Action.RESTRICT, Action.CASCADE));

        assertThat(graph.middlesBefore(table("items"))).isEmpty();
        assertThat(graph.middlesBefore(table("notes"))).isEmpty();
    }

    @Test
    void aChangedKeyThatIsReferredToIsAChain() {
        CascadeGraph graph = graph(
                key("towns.country", "countries.code", Action.RESTRICT, Action.CASCADE),
                key("streets.country", "towns.country", Action.RESTRICT, Action.CASCADE));

        assertThat(graph.middlesBefore(table("streets"))).containsExactly(table("towns"));
    }

    @Test
    void aTableThatCascadesOnItselfIsACircleOfItsOwn() {
        CascadeGraph graph = graph(key("nodes.parent", "nodes.id", Action.CASCADE, Action.RESTRICT));

        assertThat(graph.inCircle(table("nodes"))).isTrue();
        assertThat(graph.inCircleWithOthers(table("nodes"))).isFalse();
        assertThat(graph.middlesBefore(table("nodes"))).isEmpty();
    }

    @Test
    void settingAReferenceNullEndsThere() {
        CascadeGraph graph = graph(
                key("addresses.owner", "users.id", Action.CASCADE, Action.RESTRICT),
                key("users.home", "addresses.id", Action.SET_NULL, Action.RESTRICT));

        assertThat(graph.inCircle(table("users"))).isFalse();
        assertThat(graph.inCircle(table("addresses"))).isFalse();
        assertThat(graph.middlesBefore(table("users"))).containsExactly(table("addresses"));
    }

    @Test
    void twoTablesThatDeleteEachOthersRowsAreACircle() {
        CascadeGraph graph = graph(
                key("left.other", "right.id", Action.CASCADE, Action.RESTRICT),
                key("right.other", "left.id", Action.CASCADE, Action.RESTRICT));

        assertThat(graph.inCircleWithOthers(table("left"))).isTrue();
        assertThat(graph.inCircleWithOthers(table("right"))).isTrue();
    }

    @Test
    void columnsThatCascadesWriteAreKnown() {
        CascadeGraph graph = graph(
                key("prices.product", "products.id", Action.CASCADE, Action.CASCADE),
                key("stock.product", "products.id", Action.CASCADE, Action.RESTRICT),
                key("views.product", "products.id", Action.SET_NULL, Action.RESTRICT));

        assertThat(graph.changes(table("prices"), "PRODUCT")).isTrue();
        assertThat(graph.changes(table("prices"), "id")).isFalse();
        assertThat(graph.changes(table("stock"), "product")).isFalse();
        assertThat(graph.changes(table("views"), "product")).isTrue();
    }

    /** @param child and {@code parent}: table.column */
    private static ForeignKey key(String child, String parent, Action onDelete, Action onUpdate) {
        String[] from = child.split("\\.");
        String[] to = parent.split("\\.");
        return new ForeignKey(
                child, table(from[0]), List.of(from[1]), table(to[0]), List.of(to[1]), onDelete, onUpdate);
    }

    private static TableName table(String name) {
        return new TableName("shop", name);
    }

    private static CascadeGraph graph(ForeignKey... keys) {
        List<SourceTable> tables = Arrays.stream(keys)
                .flatMap(key -> Stream.of(key.child(), key.parent()))
                .distinct()
                .map(name -> new SourceTable(
                        name,
                        "InnoDB",
                        List.of(),
                        List.of(),
                        List.of(),
                        Arrays.stream(keys)
                                .filter(key -> key.child().equals(name))
                                .toList(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        ""))
                .toList();
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        return CascadeGraph.of(new SourceCatalog(server, "shop", tables, List.of(), List.of(), List.of()));
    }
}
