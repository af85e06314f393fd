package dev.landfall.demo;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The shop's application on PostgreSQL: one session, used by one thread at a time. Its commits count on the shop's clock. */
final class TargetShop implements AutoCloseable {
    /** Between two orders, as on MariaDB. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final String READ_ONLY = "25006";

    private final Connection connection;
    private final WriterClock clock;
    private final String order = SqlFile.load("demo/target_proof/place_order.sql");

    private TargetShop(Connection connection, WriterClock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    static TargetShop open(TargetConfig login, WriterClock clock) throws SQLException {
        return new TargetShop(DemoShop.connect(login), clock);
    }

    /** @return its number */
    long placeOrder() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(order)) {
            row.next();
            long number = row.getLong(1);
            clock.commit();
            return number;
        }
    }

    /** Orders, and one transaction that touches the types and tables that are hardest to bring back. */
    void work(int orders) throws SQLException {
        for (int i = 0; i < orders; i++) {
            placeOrder();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.load("demo/target_proof/change_shop.sql"));
            clock.commit();
        }
    }

    /** Places orders, in a thread of its own, until PostgreSQL takes no more. @return how many it took */
    CompletableFuture<Long> workUntilRefused() {
        return CompletableFuture.supplyAsync(this::untilRefused, task -> {
            Thread thread = new Thread(task, "shop-target");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private long untilRefused() {
        long taken = 0;
        try {
            while (true) {
                placeOrder();
                taken++;
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (SQLException e) {
            if (READ_ONLY.equals(e.getSQLState())) {
                return taken;
            }
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: the shop on PostgreSQL: " + e.getMessage() + ".",
                    "Please report this.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
