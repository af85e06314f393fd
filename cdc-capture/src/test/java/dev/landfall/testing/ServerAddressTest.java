package dev.landfall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.setting.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerAddressTest {
    @Test
    void readsUrlAndPassword() {
        Map<String, String> environment = Map.of("URL", "postgresql://postgres@127.0.0.1:5433/postgres", "PW", "x");

        assertThat(ServerAddress.named(environment, "URL", "PW"))
                .isEqualTo(new ServerAddress("127.0.0.1", 5433, "postgres", new Secret("x")));
    }

    @Test
    void aUrlWithoutUserIsRefused() {
        assertThatThrownBy(() -> ServerAddress.named(Map.of("URL", "mariadb://127.0.0.1:3306"), "URL", "PW"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("URL is \"mariadb://127.0.0.1:3306\", expected scheme://user@host:port");
    }
}
