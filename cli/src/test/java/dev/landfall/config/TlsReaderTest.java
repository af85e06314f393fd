package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.setting.TlsSettings;
import dev.landfall.setting.TlsSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsReaderTest {
    private final ConfigProblems problems = new ConfigProblems();
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void certificates() throws IOException {
        for (String name : List.of("ca.pem", "client.pem", "client.key")) {
            Files.writeString(folder.resolve(name), "pem");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"})
    void loopbackIsNotEncryptedAndNobodyIsWarned(String host) {
        assertThat(read(host, Map.of())).isEqualTo(TlsSettings.DISABLED);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db1", "db1.example.com", "10.0.0.1", "128.0.0.1", "fd00::1", "localhost.example.com"})
    void aRemoteServerMustProveItsName(String host) {
        assertThat(read(host, Map.of()).mode()).isEqualTo(Mode.VERIFY_FULL);
    }

    @ParameterizedTest
    @CsvSource({"verify-full, VERIFY_FULL", "verify-ca, VERIFY_CA", "require, REQUIRE", "disable, DISABLE"})
    void aModeThatIsSpelledOutCounts(String text, Mode mode) {
        assertThat(read("db1", Map.of("tls", text)).mode()).isEqualTo(mode);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void aRemoteServerWithoutTlsIsWarnedOf() {
        // When
        read("db1", Map.of("tls", "disable"));

        // Then
        assertThat(warnings)
                .containsExactly(
                        "--source: with tls=disable everybody on the way to db1 can read the password and every"
                                + " row.");
    }

    @Test
    void certificatesAreFoundBesideTheFileAndWantedOnLoopbackToo() {
        // When
        TlsSettings tls = read("localhost", Map.of("tlsCa", "ca.pem", "tlsCert", "client.pem", "tlsKey", "client.key"));

        // Then
        assertThat(tls)
                .isEqualTo(new TlsSettings(
                        Mode.VERIFY_FULL,
                        folder.resolve("ca.pem"),
                        folder.resolve("client.pem"),
                        folder.resolve("client.key")));
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls=always                  | tls=always is unknown; known are verify-full, verify-ca, require, disable.",
                "tlsCert=client.pem          | a client certificate needs both tlsCert and tlsKey.",
                "tlsKey=client.key           | a client certificate needs both tlsCert and tlsKey.",
                "tls=disable,tlsCa=ca.pem    | tls=disable contradicts the certificates that stand beside it.",
                "tls=require,tlsCa=ca.pem    | tls=require does not look at tlsCa; write tls=verify-ca or tls=verify-full.",
                "tlsCa=missing.pem           | there is no readable file",
            })
    void contradictionsAreRefused(String parameters, String problem) {
        // Given
        Map<String, String> byName = new java.util.HashMap<>();
        for (String parameter : parameters.split(",", -1)) {
            byName.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }

        // When
        read("db1", byName);

        // Then
        assertThat(problems.toException()).hasMessageStartingWith("--source: " + problem);
    }

    private TlsSettings read(String host, Map<String, String> parameters) {
        Given given = new Given("", "--source", folder);
        DatabaseUrl url = new DatabaseUrl("u", host, 1, "d", parameters);
        return new TlsReader(given, url, problems).read(warnings::add);
    }
}
