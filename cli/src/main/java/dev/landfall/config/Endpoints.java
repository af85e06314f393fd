package dev.landfall.config;

import dev.landfall.mapping.NameMapper;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads where the two databases are and how to get in. */
final class Endpoints {
    private static final int MAX_NAME_BYTES = 63;

    private final Settings settings;
    private final ConfigProblems problems;
    private final Consumer<String> warnings;
    private final PasswordReader passwords;

    Endpoints(Settings settings, Map<String, String> environment, ConfigProblems problems, Consumer<String> warnings) {
        this.settings = settings;
        this.problems = problems;
        this.warnings = warnings;
        this.passwords = new PasswordReader(environment, problems, warnings);
    }

    Optional<SourceConfig> source() {
        Optional<DatabaseUrl> source = url(Setting.SOURCE_URL, UrlScheme.MARIADB);
        Secret password = passwords.read(UrlScheme.MARIADB, settings.given(Setting.SOURCE_PASSWORD_FILE));
        return source.map(url -> new SourceConfig(
                url.host(), url.port(), url.database(), url.user(), password, tls(Setting.SOURCE_URL, url)));
    }

    /** @param sourceDatabase names the schema when the user does not */
    Optional<TargetConfig> target(String sourceDatabase) {
        Optional<DatabaseUrl> target = url(Setting.TARGET_URL, UrlScheme.POSTGRESQL);
        Secret password = passwords.read(UrlScheme.POSTGRESQL, settings.given(Setting.TARGET_PASSWORD_FILE));
        String schema = schema(sourceDatabase);
        return target.map(url -> new TargetConfig(
                url.host(), url.port(), url.database(), url.user(), password, tls(Setting.TARGET_URL, url), schema));
    }

    private Optional<DatabaseUrl> url(Setting setting, UrlScheme scheme) {
        Given given = settings.given(setting);
        if (given == null) {
            problems.add(
                    setting.path(),
                    "is missing; give it in the configuration file or as " + setting.flagOrPath() + " "
                            + scheme.example() + ".");
            return Optional.empty();
        }
        return new DatabaseUrlParser(scheme, given.where(), problems).parse(given.text());
    }

    private TlsSettings tls(Setting setting, DatabaseUrl url) {
        Given given = settings.given(setting);
        return given == null ? TlsSettings.DISABLED : new TlsReader(given, url, problems).read(warnings);
    }

    private String schema(String sourceDatabase) {
        String schema = settings.text(Setting.TARGET_SCHEMA).orElseGet(() -> NameMapper.map(sourceDatabase));
        String where = settings.where(Setting.TARGET_SCHEMA);
        if (schema.equals("landfall") || schema.equals("information_schema") || schema.startsWith("pg_")) {
            problems.add(where, "the schema name " + schema + " is reserved; choose another with --target-schema.");
        } else if (schema.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            problems.add(where, "is longer than the " + MAX_NAME_BYTES + " bytes that PostgreSQL keeps of a name.");
        }
        return schema;
    }
}
