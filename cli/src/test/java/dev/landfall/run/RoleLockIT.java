package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoleLockIT {
    @Test
    void aRoleIsFreeAsSoonAsItIsGivenBackAndWhoeverHasItIsNamed() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection other = database.connect()) {
            TargetDatabase target = target(database);
            for (int i = 0; i < 20; i++) {
                RoleLock.acquire(target, "shop", Role.STREAM).close();
                assertThat(RoleLock.isHeld(other, "shop", Role.STREAM)).isFalse();
            }
            try (RoleLock held = RoleLock.acquire(target.named("landfall verify shop"), "shop", Role.STREAM)) {
                assertThat(held).isNotNull();
                assertThatThrownBy(() -> RoleLock.acquire(target, "shop", Role.STREAM))
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.code()).isEqualTo(FailureCode.ALREADY_RUNNING))
                        .hasMessageMatching(
                                ".*holds the stream role \\(PostgreSQL session \\d+, \"landfall verify shop\""
                                        + ".*, since 20.*Z\\); expected to be the only one\\.");
            }
        }
    }

    @Test
    void aHolderThatEndsIsWaitedForAndOneThatStaysIsNamed() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection other = database.connect()) {
            TargetDatabase target = target(database);
            RoleLock ending = RoleLock.acquire(target, "shop", Role.STREAM);
            CompletableFuture<RoleLock> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return RoleLock.acquire(target, "shop", Role.STREAM, Duration.ofSeconds(60));
                } catch (SQLException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(other));
            ending.close();
            try (RoleLock held = next.get(60, TimeUnit.SECONDS)) {
                assertThat(held).isNotNull();
                assertThatThrownBy(() -> RoleLock.acquire(target, "shop", Role.STREAM, Duration.ofMillis(10)))
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.code()).isEqualTo(FailureCode.ALREADY_RUNNING));
            }
        }
    }

    private static boolean waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static TargetDatabase target(TestTargetDatabase database) {
        return new TargetDatabase(new TargetConfig(
                database.server().host(),
                database.server().port(),
                database.name(),
                database.user(),
                database.password(),
                TlsSettings.DISABLED,
                "shop"));
    }
}
