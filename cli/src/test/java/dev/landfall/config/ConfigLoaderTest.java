package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    private static final Map<Setting, String> URLS = Map.of(
            Setting.SOURCE_URL,
            "mariadb://reader@localhost/Shop",
            Setting.TARGET_URL,
            "postgresql://owner@localhost/pg");

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void twoUrlsAreEnough() {
        // When
        MigrationConfig config = ConfigLoader.load(new ConfigFlags(null, URLS), Map.of(), warnings::add);

        // Then
        assertThat(config.name()).isEqualTo("Shop");
        assertThat(config.source().display()).isEqualTo("mariadb://reader@localhost:3306/Shop");
        assertThat(config.target().display()).isEqualTo("postgresql://owner@localhost:5432/pg");
        assertThat(config.target().schema()).isEqualTo("shop");
        assertThat(config.source().password()).isEqualTo(Secret.NONE);
        assertThat(config.source().tls()).isEqualTo(TlsSettings.DISABLED);
        assertThat(config.tables()).isEmpty();
        assertThat(config.excludedTables()).isEmpty();
        assertThat(config.snapshot()).isEqualTo(MigrationConfig.SnapshotSettings.DEFAULTS);
        assertThat(config.verify()).isEqualTo(MigrationConfig.VerifySettings.DEFAULTS);
        assertThat(config.cutover()).isEqualTo(MigrationConfig.CutoverSettings.DEFAULTS);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFlagWinsOverTheFile() throws IOException {
        // Given
        Path file = file("""
                name: from-file
                source: mariadb://reader@localhost/one
                target: postgresql://owner@localhost/pg
                tables: [orders]
                verify: {maxDiffs: 5}
                cutover: {maxDowntime: 5m}
                """);
        Map<Setting, String> flags = Map.of(
                Setting.SOURCE_URL, "mariadb://reader@localhost/two",
                Setting.NAME, "from-flag",
                Setting.TABLES, "customers, item_?",
                Setting.TARGET_SCHEMA, "Kept",
                Setting.VERIFY_MAX_DIFFS, "7",
                Setting.CUTOVER_MAX_DOWNTIME, "10s");

        // When
        MigrationConfig config = ConfigLoader.load(new ConfigFlags(file, flags), Map.of(), warnings::add);

        // Then
        assertThat(config.source().database()).isEqualTo("two");
        assertThat(config.name()).isEqualTo("from-flag");
        assertThat(config.tables()).containsExactly("customers", "item_?");
        assertThat(config.target().schema()).isEqualTo("Kept");
        assertThat(config.verify().maxDifferences()).isEqualTo(7);
        assertThat(config.cutover().maxDowntime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void allProblemsAreListedAtOnceEachWithItsPlace() throws IOException {
        // Given
        Path file = file("""
                source: {url: mariadb://reader@localhost}
                snapshot: {worker: 4, chunkRows: many}
                verify: {workers: 0}
                cutover: {maxLag: 5 seconds}
                sourcePasswordFile: missing
                excludeTables: "a,,b"
                """);
        Map<Setting, String> flags = Map.of(Setting.TARGET_URL, "mysql://owner@localhost/pg");

        // Then
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigFlags(file, flags), Map.of(), warnings::add))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.USAGE))
                .hasMessage("""
                        8 problems:
                          - snapshot.worker: is an unknown key. Did you mean snapshot.workers?
                          - source.url: has no database; expected is mariadb://user@host:3306/database.
                          - sourcePasswordFile: there is no readable text file %s.
                          - --target: is not a URL like postgresql://user@host:5432/database.
                          - excludeTables: has an empty pattern between its commas.
                          - snapshot.chunkRows: must be a whole number from 1000 to 10000000, but is "many".
                          - verify.workers: must be a whole number from 1 to 64, but is "0".
                          - cutover.maxLag: must be a duration such as 500ms, 30s or 5m, but is "5 seconds".\
                        """.formatted(folder.resolve("missing")));
    }

    @Test
    void missingUrlsAreNamedWithBothPlacesWhereTheyMayStand() {
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigFlags(null, Map.of()), Map.of(), warnings::add))
                .hasMessageContaining("source.url: is missing; give it in the configuration file or as --source"
                        + " mariadb://user@host:3306/database.")
                .hasMessageContaining("target.url: is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nmae: x                | nmae: is an unknown key. Did you mean name?",
                "Source: x              | Source: is an unknown key. Did you mean source?",
                "maxDowntime: 10s       | maxDowntime: is an unknown key.",
                "name: 2024             | name: must be text (put it in quotes), but is 2024.",
                "name: true             | name: must be text (put it in quotes), but is true.",
                "name: [a]              | name: must be text (put it in quotes), but is a list.",
                "name: ''               | name: is empty.",
                "name:                  | name: has no value; give one or remove the line.",
                "snapshot: 4            | snapshot: must hold snapshot.workers, snapshot.chunkRows, snapshot.limits, snapshot.replicas.",
                "snapshot: {workers: 1.5} | snapshot.workers: must be a whole number, but is 1.5.",
                "snapshot: {workers: 65}  | snapshot.workers: must be a whole number from 1 to 64, but is \"65\".",
                "tables: {a: b}         | tables: must be a list of texts, but is a mapping.",
                "tables: [1, 2]         | tables: must be a list of texts, but is a list.",
                "target: {schema: landfall} | target.schema: the schema name landfall is reserved",
                "target: {schema: pg_x} | target.schema: the schema name pg_x is reserved",
                "cutover: {maxLag: 0s}  | cutover.maxLag: must be a duration",
                "a: 1\\na: 2            | landfall.yaml:2: is not valid YAML (Duplicate field 'a').",
                "- a list               | landfall.yaml: must hold keys and values",
                "name: [                | is not valid YAML",
            })
    void whatTheFileMayNotHoldIsNamedWithItsPath(String yaml, String problem) throws IOException {
        // Given
        Path file = file(yaml.replace("\\n", "\n"));

        // Then
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigFlags(file, URLS), Map.of(), warnings::add))
                .hasMessageContaining(problem);
    }

    @Test
    void anUnreadableFileIsTheOnlyProblem() {
        assertThatThrownBy(() -> ConfigLoader.load(
                        new ConfigFlags(folder.resolve("no.yaml"), Map.of()), Map.of(), warnings::add))
                .hasMessage("--config: there is no readable file " + folder.resolve("no.yaml") + ".");
    }

    @Test
    void anEmptyFileLeavesEverythingToTheFlags() throws IOException {
        // When
        MigrationConfig config =
                ConfigLoader.load(new ConfigFlags(file("# nothing yet\n"), URLS), Map.of(), warnings::add);

        // Then
        assertThat(config.name()).isEqualTo("Shop");
    }

    @Test
    void variablesExpandInTheFileOnly() throws IOException {
        // Given
        Path file = file("source: mariadb://reader@${DB_HOST}/${DB}\nsnapshot: {workers: \"${WORKERS}\"}\n");
        Map<String, String> environment = Map.of("DB_HOST", "localhost", "DB", "shop", "WORKERS", "3");
        Map<Setting, String> flags =
                Map.of(Setting.TARGET_URL, "postgresql://owner@localhost/pg", Setting.NAME, "${DB}");

        // When
        MigrationConfig config = ConfigLoader.load(new ConfigFlags(file, flags), environment, warnings::add);

        // Then
        assertThat(config.source().database()).isEqualTo("shop");
        assertThat(config.snapshot().workers()).isEqualTo(3);
        assertThat(config.name()).isEqualTo("${DB}");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("landfall.yaml"), yaml);
    }
}
