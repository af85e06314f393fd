package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.embedded.EmbeddedPostgreSql;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The two servers, with settings for a machine that has other things to do. Closing it removes them. */
record BenchServers(EmbeddedMariaDb mariaDb, EmbeddedPostgreSql postgreSql) implements AutoCloseable {
    /** The source database, and so the schema that every candidate fills. */
    static final String DATABASE = "bench";

    /** All of the default data fits, as it does not in the server's own default of 128 MB. */
    static final List<String> SOURCE_SETTINGS = List.of(
            "innodb_buffer_pool_size=2G",
            "innodb_log_file_size=1G",
            "innodb_flush_log_at_trx_commit=2",
            "sync_binlog=0");

    /** So that no candidate pays for the checkpoints of the one before. */
    static final List<String> TARGET_SETTINGS = List.of(
            "shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=1h", "wal_level=logical", "fsync=off");

    static BenchServers start() {
        EmbeddedMariaDb mariaDb = another(List.of());
        try {
            return new BenchServers(mariaDb, EmbeddedPostgreSql.start(folder(), TARGET_SETTINGS));
        } catch (RuntimeException e) {
            mariaDb.close();
            throw e;
        }
    }

    /** @param database empty for none */
    SourceConfig source(String database) {
        return login(mariaDb, database);
    }

    /** @param database empty for none */
    static SourceConfig login(EmbeddedMariaDb server, String database) {
        return new SourceConfig(
                server.host(), server.port(), database, server.rootUser(), server.rootPassword(), TlsSettings.DISABLED);
    }

    /** One more MariaDB, with the settings of the source and further ones. The caller closes it. */
    static EmbeddedMariaDb another(List<String> settings) {
        return EmbeddedMariaDb.start(
                folder(),
                Stream.concat(SOURCE_SETTINGS.stream(), settings.stream())
                        .map(setting -> "--" + setting)
                        .toList());
    }

    TargetConfig target(String database) {
        return new TargetConfig(
                postgreSql.host(),
                postgreSql.port(),
                database,
                postgreSql.superuser(),
                postgreSql.superuserPassword(),
                TlsSettings.DISABLED,
                DATABASE);
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public void close() {
        try {
            mariaDb.close();
        } finally {
            postgreSql.close();
        }
    }
}
