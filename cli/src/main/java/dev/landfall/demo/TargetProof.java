package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** After the hand-over: MariaDB refuses the application's writes, and PostgreSQL takes them by all of the schema's rules. */
final class TargetProof {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    private final DemoServers servers;
    private final TargetShop shop;
    private final Narrator narrator;

    TargetProof(DemoServers servers, TargetShop shop, Narrator narrator) {
        this.servers = servers;
        this.shop = shop;
        this.narrator = narrator;
    }

    /** The application's first order on PostgreSQL, which gets its number from the database. */
    void placeFirstOrder() throws SQLException {
        long last = query(SqlFile.load("demo/target_proof/last_order.sql"));
        long first = shop.placeOrder();
        require(first > last, "order " + first + " came after order " + last);
        narrator.found("PostgreSQL takes orders: number " + first + " follows " + last + ", identities go on");
    }

    void sourceRefuses() throws SQLException {
        try (Connection connection = ShopSession.open(servers.sourceApp())) {
            ShopSession.execute(connection, ShopTransaction.all().get(0).script());
        } catch (SQLException e) {
            if (WriteFailure.of(e) != WriteFailure.REFUSED) {
                throw e;
            }
            narrator.found("MariaDB refuses them: " + e.getMessage());
            return;
        }
        throw broken("MariaDB still takes orders after the hand-over");
    }

    void rulesHold() throws SQLException {
        refused("order_of_nobody", FOREIGN_KEY_VIOLATION);
        refused("same_sku_twice", UNIQUE_VIOLATION);
        refused("negative_price", CHECK_VIOLATION);
        narrator.found("an order of nobody, a product number used twice and a negative price are refused");
        long left = query(SqlFile.load("demo/target_proof/delete_customer.sql"));
        require(left == 0, left + " rows of a deleted customer are left");
        narrator.found("a deleted customer takes addresses, orders, their lines and payments along");
    }

    private void refused(String script, String expectedState) throws SQLException {
        try {
            query(SqlFile.load("demo/target_proof/" + script + ".sql"));
        } catch (SQLException e) {
            if (expectedState.equals(e.getSQLState())) {
                return;
            }
            throw e;
        }
        throw broken("PostgreSQL accepted " + script);
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = DemoShop.connect(servers.targetApp());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows && statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw broken(otherwise);
        }
    }

    private static MigrationException broken(String what) {
        return new MigrationException(FailureCode.INTERNAL, "The demo stops: " + what + ".", "Please report this.");
    }
}
