package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
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
