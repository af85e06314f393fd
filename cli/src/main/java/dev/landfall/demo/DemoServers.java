package dev.landfall.demo;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.embedded.EmbeddedPostgreSql;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The two servers with everybody's login. Closing it, or ending the JVM, stops them and removes their files.
 *
 * @param source Landfall's login on MariaDB
 * @param target Landfall's login on PostgreSQL, as the owner of the database
 * @param sourceApp the shop's application on MariaDB
 * @param targetApp the shop's application on PostgreSQL
 */
record DemoServers(
        EmbeddedMariaDb mariaDb,
        EmbeddedPostgreSql postgreSql,
        SourceConfig source,
        TargetConfig target,
        SourceConfig sourceApp,
        TargetConfig targetApp)
        implements AutoCloseable {
    static final String DATABASE = "shop";

    /** Starts both at the same time. */
    static DemoServers start() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        CompletableFuture<EmbeddedPostgreSql> second =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgreSql.start(folder));
        EmbeddedMariaDb first;
        try {
            first = EmbeddedMariaDb.start(folder, List.of());
        } catch (RuntimeException e) {
            second.thenAccept(EmbeddedPostgreSql::close)
                    .exceptionally(ignored -> null)
                    .join();
            throw e;
        }
        try {
            return of(first, second.join());
        } catch (CompletionException e) {
            first.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static DemoServers of(EmbeddedMariaDb mariaDb, EmbeddedPostgreSql postgreSql) {
        return new DemoServers(
                mariaDb,
                postgreSql,
                sourceLogin(mariaDb, "landfall", DemoPassword.next()),
                targetLogin(postgreSql, DATABASE, "landfall", DemoPassword.next()),
                sourceLogin(mariaDb, "shop_app", DemoPassword.next()),
                targetLogin(postgreSql, DATABASE, "shop_app", DemoPassword.next()));
    }

    /** @param database empty for none */
    SourceConfig sourceAdministrator(String database) {
        SourceConfig login = sourceLogin(mariaDb, mariaDb.rootUser(), mariaDb.rootPassword());
        return new SourceConfig(login.host(), login.port(), database, login.user(), login.password(), login.tls());
    }

    TargetConfig targetAdministrator() {
        return targetLogin(postgreSql, "postgres", postgreSql.superuser(), postgreSql.superuserPassword());
    }

    @Override
    public void close() {
        try {
            mariaDb.close();
        } finally {
            postgreSql.close();
        }
    }

    private static SourceConfig sourceLogin(EmbeddedMariaDb server, String user, Secret password) {
        return new SourceConfig(server.host(), server.port(), DATABASE, user, password, TlsSettings.DISABLED);
    }

    private static TargetConfig targetLogin(EmbeddedPostgreSql server, String database, String user, Secret password) {
        return new TargetConfig(server.host(), server.port(), database, user, password, TlsSettings.DISABLED, DATABASE);
    }
}
