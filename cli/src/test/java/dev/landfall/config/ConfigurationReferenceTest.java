package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.setting.TlsSettings;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import dev.landfall.throttle.Replica;
import dev.landfall.verify.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/configuration.md says what is. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    @TempDir
    private Path folder;

    @Test
    void theExampleLoadsAsItStands() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("secrets"));
        Files.createDirectories(folder.resolve("certs"));
        Files.writeString(folder.resolve("certs/ca.pem"), "pem");
        Files.writeString(folder.resolve("secrets/mariadb-password"), "one\n");
        Files.writeString(folder.resolve("secrets/postgresql-password"), "two\n");
        Path file = Files.writeString(folder.resolve("landfall.yaml"), example());

        // When
        MigrationConfig config =
                ConfigLoader.load(new ConfigFlags(file, Map.of()), Map.of("PGHOST", "pg1.example.com"), warning -> {});

        // Then
        assertThat(config.name()).isEqualTo("shop");
        assertThat(config.source().display()).isEqualTo("mariadb://migrator@db1.example.com:3306/shop");
        assertThat(config.source().password().value()).isEqualTo("one");
        assertThat(config.source().tls())
                .isEqualTo(new TlsSettings(TlsSettings.Mode.VERIFY_FULL, folder.resolve("certs/ca.pem"), null, null));
        assertThat(config.target().display()).isEqualTo("postgresql://migrator@pg1.example.com:5432/shop");
        assertThat(config.target().password().value()).isEqualTo("two");
        assertThat(config.target().schema()).isEqualTo("shop");
        assertThat(config.tables()).containsExactly("orders", "order_items", "customer_*");
        assertThat(config.excludedTables()).containsExactly("tmp_*", "*_old");
        Limits limits = new Limits(Map.of(
                Limit.ROWS_PER_SECOND, 50_000L,
                Limit.BYTES_PER_SECOND, 20_000_000L,
                Limit.THREADS_RUNNING, 40L,
                Limit.HISTORY_LENGTH, 2_000_000L,
                Limit.REPLICA_LAG, 30_000L,
                Limit.TARGET_REPLICA_LAG, 30_000L,
                Limit.WAL_PER_SECOND, 50_000_000L));
        assertThat(config.snapshot())
                .isEqualTo(new MigrationConfig.SnapshotSettings(
                        4, 100_000, limits, List.of(new Replica("db2.example.com", 3306))));
        assertThat(config.verify())
                .isEqualTo(new MigrationConfig.VerifySettings(
                        4,
                        100,
                        Method.AUTO,
                        limits.with(Map.of(
                                Limit.ROWS_PER_SECOND, OptionalLong.of(100_000), Limit.MAX_SHARE, OptionalLong.of(25))),
                        new Limits(Map.of(Limit.ROWS_PER_SECOND, 100_000L, Limit.MAX_SHARE, 25L)),
                        folder.resolve("secrets/signing.pem")));
        assertThat(config.cutover().maxDowntime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.cutover().maxLag()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.cutover().reverseWindow()).isEqualTo(Duration.ofHours(48));
        assertThat(config.cutover().hooks())
                .containsOnlyKeys(Hook.values())
                .containsEntry(Hook.PROVEN, "./hooks/smoke-test.sh");
        assertThat(config.cutover().hookTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.cutover().smokeQueries())
                .containsExactly(
                        new SmokeQuery(
                                "orders are there",
                                "SELECT count(*) > 0 FROM orders",
                                new SmokeQuery.Value("true"),
                                Duration.ofSeconds(5)),
                        new SmokeQuery(
                                "no order without a customer",
                                "SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE c.id IS NULL LIMIT 1",
                                new SmokeQuery.Rows(0),
                                Duration.ofSeconds(2)));
        assertThat(config.runbook().people().keySet()).containsExactly("lead", "operator");
        assertThat(config.group()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsListedWithItsFlag(Setting setting) throws IOException {
        // When
        List<String> lines = Files.readAllLines(PAGE);

        // Then
        assertThat(lines)
                .anyMatch(line -> line.startsWith("| ")
                        && line.contains("`" + setting.path() + "`")
                        && (setting.flagOrPath().equals(setting.path())
                                || line.contains("`" + setting.flagOrPath() + "`")));
    }

    private static String example() throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(yaml.find()).isTrue();
        return yaml.group(1);
    }
}
