package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlParserTest {
    private final ConfigProblems problems = new ConfigProblems();

    @ParameterizedTest
    @CsvSource({
        "mariadb://reader@db1/shop,               reader,   db1,         3306, shop",
        "mariadb://reader@db1:3307/shop,          reader,   db1,         3307, shop",
        "mariadb://app%40corp@db_1.example/my%20shop, app@corp, db_1.example, 3306, my shop",
        "mariadb://a+b@10.0.0.1:65535/shop,       a+b,      10.0.0.1,    65535, shop",
        "mariadb://reader@[fd00::1]/shop,         reader,   fd00::1,     3306, shop",
        "mariadb://reader@[::1]:3307/shop,        reader,   ::1,         3307, shop",
    })
    void partsAreDecodedAndDefaultsFilledIn(String url, String user, String host, int port, String database) {
        // When
        Optional<DatabaseUrl> parsed = parse(url);

        // Then
        assertThat(parsed).contains(new DatabaseUrl(user, host, port, database, Map.of()));
    }

    @Test
    void parametersAreDecoded() {
        // When
        Optional<DatabaseUrl> parsed = parse("mariadb://u@h/d?tls=verify-ca&tlsCa=%2Fetc%2Fca%20x.pem");

        // Then
        assertThat(parsed.orElseThrow().parameters()).isEqualTo(Map.of("tls", "verify-ca", "tlsCa", "/etc/ca x.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mariadb://u:s3cret@h/d",
                "mariadb://u:s3cr@t/s3cret@h/d",
                "mariadb://u:?s3cret@h/d",
                "mariadb://:s3cret@h/d",
                "jdbc:mariadb://u:s3cret@h/d",
                "mariadb://u@h/d?password=s3cret",
                "mariadb://u@h/d?PASSWORD=s3cret"
            })
    void aPasswordIsRefusedWithItsRightPlaceAndNotRepeated(String url) {
        // When
        Optional<DatabaseUrl> parsed = parse(url);

        // Then
        assertThat(parsed).isEmpty();
        assertThat(problems.toException())
                .hasMessageContaining("--source: holds a password")
                .hasMessageContaining("MIGRATE_SOURCE_PASSWORD")
                .hasMessageContaining("sourcePasswordFile")
                .hasMessageNotContaining("s3cr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop                         | is not a URL like mariadb://user@host:3306/database.",
                "postgresql://u@h/d           | is not a URL like mariadb://user@host:3306/database.",
                "mysql://u@h/d                | is not a URL like mariadb://user@host:3306/database.",
                "mariadb://u@h/d#x            | is not a URL like mariadb://user@host:3306/database.",
                "mariadb://h/d                | has no user; expected is mariadb://user@host:3306/database.",
                "mariadb://u@/d               | has no host; expected is mariadb://user@host:3306/database.",
                "mariadb://u@h/               | has no database; expected is mariadb://user@host:3306/database.",
                "mariadb://u@h:0/d            | has the port \"0\", which is no number from 1 to 65535.",
                "mariadb://u@h:65536/d        | has the port \"65536\", which is no number from 1 to 65535.",
                "mariadb://u@h:x/d            | has the port \"x\", which is no number from 1 to 65535.",
                "mariadb://u@h/d%zz           | has a % without two hexadecimal digits behind it; a % itself is written %25.",
                "mariadb://u@h/d?tlsca=x      | has the unknown parameter \"tlsca\"; known are tls, tlsCa, tlsCert, tlsKey. Did you mean tlsCa?",
                "mariadb://u@h/d?tls          | gives no value to tls.",
                "mariadb://u@h/d?tls=a&tls=b  | gives tls twice.",
            })
    void whatIsWrongIsSaid(String url, String problem) {
        // When
        Optional<DatabaseUrl> parsed = parse(url);

        // Then
        assertThat(parsed).isEmpty();
        assertThat(problems.toException()).hasMessage("--source: " + problem);
    }

    private Optional<DatabaseUrl> parse(String url) {
        return new DatabaseUrlParser(UrlScheme.MARIADB, "--source", problems).parse(url);
    }
}
