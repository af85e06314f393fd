package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeQueryReaderTest {
    private static final String SERVERS = "source: mariadb://a@localhost/shop\ntarget: postgresql://b@localhost/shop\n";

    @TempDir
    private Path folder;

    @Test
    void queriesKeepTheOrderOfTheFile() throws IOException {
        assertThat(queries("""
                        cutover:
                          maxLag: 2s
                          smokeQueries:
                            - {name: number, sql: SELECT 42, expect: 42, within: 2s}
                            - {name: truth, sql: SELECT true, expect: true}
                            - {name: text, sql: "SELECT '${PHONE}'", expect: "${PHONE}"}
                            - {name: none, sql: SELECT 1 WHERE false, expectRows: 0}
                        """))
                .containsExactly(
                        new SmokeQuery("number", "SELECT 42", new SmokeQuery.Value("42"), Duration.ofSeconds(2)),
                        new SmokeQuery("truth", "SELECT true", new SmokeQuery.Value("true"), SmokeQuery.WITHIN),
                        new SmokeQuery("text", "SELECT '4711'", new SmokeQuery.Value("4711"), SmokeQuery.WITHIN),
                        new SmokeQuery("none", "SELECT 1 WHERE false", new SmokeQuery.Rows(0), SmokeQuery.WITHIN));
        assertThat(queries("")).isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> queries("""
                        cutover:
                          maxLagg: 2s
                          smokeQueries:
                            - {name: a, sql: SELECT 1}
                            - {name: a, sql: SELECT 1, expect: 1, expectRows: 1}
                            - {name: b, sql: "", expect: [1], expectRow: 1}
                            - {name: c, sql: SELECT 1, expectRows: -1, within: soon}
                            - SELECT 1
                            - {name: d, sql: SELECT 1, expect: 1}
                            - {name: d, sql: SELECT 2, expect: 2}
                        """))
                .withMessageContaining("cutover.maxLagg: is an unknown key.")
                .withMessageContaining("cutover.smokeQueries[1]: must hold either expect")
                .withMessageContaining("cutover.smokeQueries[2]: must hold either expect")
                .withMessageContaining("cutover.smokeQueries[3].expectRow: is an unknown key. Did you mean expectRows?")
                .withMessageContaining("cutover.smokeQueries[3].sql: must be text")
                .withMessageContaining("cutover.smokeQueries[3].expect: must be a single value")
                .withMessageContaining(
                        "cutover.smokeQueries[4].expectRows: must be a whole number from 0 on, but is \"-1\".")
                .withMessageContaining("cutover.smokeQueries[4].within: must be a duration")
                .withMessageContaining("cutover.smokeQueries[5]: must hold name, sql, and expect or expectRows.")
                .withMessageContaining("cutover.smokeQueries[7].name: is \"d\", as another query's.");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> queries("cutover: {smokeQueries: SELECT 1}\n"))
                .withMessageContaining("cutover.smokeQueries: must be a list");
    }

    private List<SmokeQuery> queries(String section) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), SERVERS + section);
        return ConfigLoader.load(new ConfigFlags(file, Map.of()), Map.of("PHONE", "4711"), warning -> {})
                .cutover()
                .smokeQueries();
    }
}
