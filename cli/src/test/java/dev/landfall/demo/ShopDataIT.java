package dev.landfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopDataIT {
    private static final int ROWS = 3000;

    @Test
    void holdsExactlyTheNumberOfRowsAskedFor() throws SQLException {
        try (TestSourceDatabase shop = filledShop(ROWS)) {
            List<String> tables = tables(shop);

            assertThat(tables).hasSize(16);
            assertThat(tables)
                    .allSatisfy(table -> assertThat(count(shop, table)).isPositive());
            assertThat(tables.stream().mapToLong(table -> count(shop, table)).sum())
                    .isEqualTo(ROWS);
        }
    }

    @Test
    void leavesNoTableEmptyInTheSmallestShop() throws SQLException {
        try (TestSourceDatabase shop = filledShop(ShopData.MIN_ROWS)) {
            assertThat(tables(shop))
                    .allSatisfy(table -> assertThat(count(shop, table)).isPositive());
        }
    }

    @Test
    void keepsTheEndsOfTheRanges() throws SQLException {
        try (TestSourceDatabase shop = filledShop(ShopData.MIN_ROWS)) {
            assertThat(shop.query("SELECT big_u, span, at_wall, since + 0, HEX(all_bits), document FROM settings"
                            + " WHERE `key` IN ('highest', 'lowest') ORDER BY `key`"))
                    .containsExactly(
                            List.of(
                                    "18446744073709551615",
                                    "838:59:59.999999",
                                    "9999-12-31 23:59:59.999999",
                                    "2155",
                                    "FFFFFFFFFFFFFFFF",
                                    "{\"a\":1,\"a\":2}"),
                            List.of("0", "-838:59:59.999999", "0001-01-01 00:00:00.000001", "0", "0", "null"));
            assertThat(shop.value("SELECT HEX(name) FROM products WHERE id = 3"))
                    .isEqualTo("65CC81636C616972");
            assertThat(shop.value("SELECT MAX(barcode) FROM products")).isEqualTo("18446744073709551615");
        }
    }

    @Test
    void fillsWithTheSameValuesEveryTime() throws SQLException {
        try (TestSourceDatabase first = filledShop(ROWS);
                TestSourceDatabase second = filledShop(ROWS)) {
            for (String table : tables(first)) {
                String everything = "SELECT * FROM " + table;
                assertThat(first.query(everything))
                        .as(table)
                        .containsExactlyInAnyOrderElementsOf(second.query(everything));
            }
        }
    }

    private static TestSourceDatabase filledShop(int rows) throws SQLException {
        TestSourceDatabase shop = TestMariaDb.shared().createDatabase();
        try (Connection connection = ShopSession.open(shop.config())) {
            ShopData.createTables(connection);
            ShopData.fill(connection, rows);
        }
        return shop;
    }

    private static List<String> tables(TestSourceDatabase shop) throws SQLException {
        return shop
                .query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_type = 'BASE TABLE' ORDER BY table_name")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static long count(TestSourceDatabase shop, String table) {
        try {
            return Long.parseLong(String.valueOf(shop.value("SELECT COUNT(*) FROM " + table)));
        } catch (SQLException e) {
            throw new AssertionError(table, e);
        }
    }
}
