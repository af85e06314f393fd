package dev.landfall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestProviderTest {
    private static final String URL = "LANDFALL_TEST_MARIADB_URL";

    @Test
    void aNamedServerComesFirst() {
        Map<String, String> environment =
                Map.of(URL, "mariadb://root@127.0.0.1:3306", TestProvider.CHOICE, "testcontainers");

        assertThat(TestProvider.choose(environment, URL, () -> true, () -> true))
                .isEqualTo(TestProvider.NAMED);
    }

    @Test
    void aChoiceIsBinding() {
        assertThat(choose("embedded", true, false)).isEqualTo(TestProvider.EMBEDDED);
        assertThat(choose("testcontainers", false, true)).isEqualTo(TestProvider.TESTCONTAINERS);
    }

    @Test
    void withoutAChoiceContainersComeBeforeEmbeddedServers() {
        assertThat(choose("", true, true)).isEqualTo(TestProvider.TESTCONTAINERS);
        assertThat(choose("", false, true)).isEqualTo(TestProvider.EMBEDDED);
    }

    @Test
    void withoutAnyServerTheTestFails() {
        assertThatThrownBy(() -> choose("", false, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No server to test on: set " + URL);
    }

    @Test
    void anUnknownChoiceIsRefused() {
        assertThatThrownBy(() -> choose("docker", true, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LANDFALL_TEST_PROVIDER is \"docker\"");
    }

    private static TestProvider choose(String choice, boolean docker, boolean embedded) {
        return TestProvider.choose(Map.of(TestProvider.CHOICE, choice), URL, () -> docker, () -> embedded);
    }
}
