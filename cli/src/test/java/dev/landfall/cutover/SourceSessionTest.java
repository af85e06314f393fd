package dev.landfall.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceSessionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE item SET price = 1     | 0 | true",
                "alter table item add x int    | 0 | true",
                "CALL nightly()                | 0 | true",
                "  select * from item          | 0 | false",
                "SHOW PROCESSLIST              | 0 | false",
                "SELECT sleep(3)               | 2 | true",
                "                              | 2 | false"
            })
    void theFenceWaitsForStatementsThatMayWrite(@Nullable String statement, long changedRows, boolean waits) {
        assertThat(session(statement, changedRows).mayBeWriting()).isEqualTo(waits);
    }

    @Test
    void aSessionIsOneLine() {
        assertThat(session(null, 0).text()).isEqualTo("17 shop@10.0.0.8:4712, idle for 40s");
        assertThat(session("UPDATE item\n   SET name = '" + "x".repeat(200) + "'", 14)
                        .text())
                .startsWith(
                        "17 shop@10.0.0.8:4712, transaction open for 2m 03s (14 row(s) changed), running for 40s: UPDATE"
                                + " item SET name = 'xxx")
                .endsWith("xxx...")
                .hasSizeLessThan(200);
    }

    @Test
    void ofManyTheFirstAreNamed() {
        String named = SourceSessions.named(List.of(session(null, 0), session(null, 0)), "; ");
        assertThat(named).isEqualTo("; session 17 shop@10.0.0.8:4712, idle for 40s".repeat(2));
        assertThat(SourceSessions.named(Collections.nCopies(12, session(null, 0)), "\n"))
                .endsWith("\nand 2 more");
    }

    private static SourceSession session(@Nullable String statement, long changedRows) {
        return new SourceSession(
                17,
                "shop",
                "10.0.0.8:4712",
                statement == null ? "Sleep" : "Query",
                Duration.ofSeconds(40),
                changedRows == 0 ? null : Duration.ofSeconds(123),
                changedRows,
                statement,
                false);
    }
}
