package dev.landfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.landfall.source.SourceConfig;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShopWriterIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void commitsTransactionsOfAllKindsWhileTheyCompete() throws SQLException {
        try (TestSourceDatabase shop = filledShop();
                ShopWriter writer = ShopWriter.start(application(shop), 1)) {
            await().atMost(LIMIT).until(() -> writer.figures().committed() > 500);

            assertThat(writer.figures().refused()).isZero();
            assertThat(writer.figures().longestPause()).isPositive().isLessThan(LIMIT);
            assertThat(shop.value("SELECT COUNT(*) FROM orders WHERE remark = 'given up'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void survivesAReadOnlyServerAndMeasuresThePause() throws SQLException {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                TestSourceDatabase shop = filledShop(server);
                ShopWriter writer = ShopWriter.start(application(shop), 2)) {
            await().atMost(LIMIT).until(() -> writer.figures().committed() > 20);

            shop.execute("SET GLOBAL read_only = ON");
            await().atMost(LIMIT).until(() -> writer.figures().refused() > 20);
            Duration refused = writer.figures().sinceLastCommit();
            long committed = writer.figures().committed();
            shop.execute("SET GLOBAL read_only = OFF");
            await().atMost(LIMIT).until(() -> writer.figures().committed() > committed);

            assertThat(writer.figures().longestPause()).isGreaterThan(refused);
        }
    }

    @Test
    void comesBackWhenItsSessionsAreEnded() throws SQLException {
        try (TestSourceDatabase shop = filledShop();
                ShopWriter writer = ShopWriter.start(application(shop), 3)) {
            await().atMost(LIMIT).until(() -> writer.figures().committed() > 20);
            shop.execute("KILL USER '" + shop.name() + "_app'");
            long committed = writer.figures().committed();

            await().atMost(LIMIT).until(() -> writer.figures().committed() > committed + 20);
        }
    }

    @Test
    void eachKindOfTransactionRunsByItself() throws SQLException {
        try (TestSourceDatabase shop = filledShop();
                Connection connection = ShopSession.open(application(shop))) {
            for (ShopTransaction transaction : ShopTransaction.all()) {
                assertThatCode(() -> ShopSession.execute(
                                connection, transaction.script().repeat(5)))
                        .as(transaction.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void picksEveryKindInProportion() {
        Random random = new Random(4);
        Map<ShopTransaction, Integer> picked = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            picked.merge(ShopTransaction.pick(random), 1, Integer::sum);
        }

        assertThat(picked).hasSize(ShopTransaction.all().size());
    }

    private static TestSourceDatabase filledShop() throws SQLException {
        return filledShop(TestMariaDb.shared());
    }

    private static TestSourceDatabase filledShop(TestMariaDb server) throws SQLException {
        TestSourceDatabase shop = server.createDatabase();
        try (Connection connection = ShopSession.open(shop.config())) {
            ShopData.createTables(connection);
            ShopData.fill(connection, 2000);
        }
        return shop;
    }

    private static SourceConfig application(TestSourceDatabase shop) throws SQLException {
        return shop.createUser("app", "SELECT, INSERT, UPDATE, DELETE ON " + shop.name() + ".*");
    }
}
