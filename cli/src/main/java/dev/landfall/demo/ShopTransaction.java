package dev.landfall.demo;

import dev.landfall.sql.SqlFile;
import java.util.List;
import java.util.Random;

/**
 * One kind of business that the shop does: a script of {@code sql/demo/transactions/}, which picks its rows by itself.
 *
 * @param weight how often it is chosen, in proportion to the others
 */
record ShopTransaction(String name, int weight) {
    /** Large transactions are rare, since each is worth a hundred of the others. */
    private static final List<ShopTransaction> ALL = List.of(
            new ShopTransaction("place_order", 240),
            new ShopTransaction("pay_order", 130),
            new ShopTransaction("ship_order", 110),
            new ShopTransaction("cancel_order", 40),
            new ShopTransaction("register_customer", 60),
            new ShopTransaction("delete_customer", 20),
            new ShopTransaction("change_prices", 50),
            new ShopTransaction("swap_shelves", 50),
            new ShopTransaction("rename_supplier", 10),
            new ShopTransaction("replace_supply", 30),
            new ShopTransaction("replace_image", 20),
            new ShopTransaction("save_cart", 80),
            new ShopTransaction("renew_session", 40),
            new ShopTransaction("write_review", 40),
            new ShopTransaction("audit", 20),
            new ShopTransaction("move_category", 10),
            new ShopTransaction("change_setting", 10),
            new ShopTransaction("change_mind", 20),
            new ShopTransaction("give_up", 18),
            new ShopTransaction("count_stock", 2));

    private static final int TOTAL_WEIGHT =
            ALL.stream().mapToInt(ShopTransaction::weight).sum();

    static List<ShopTransaction> all() {
        return ALL;
    }

    static ShopTransaction pick(Random random) {
        int ticket = random.nextInt(TOTAL_WEIGHT);
        for (ShopTransaction transaction : ALL) {
            ticket -= transaction.weight();
            if (ticket < 0) {
                return transaction;
            }
        }
        throw new AssertionError("the weights do not add up to " + TOTAL_WEIGHT);
    }

    String script() {
        return SqlFile.load("demo/transactions/" + name + ".sql");
    }
}
