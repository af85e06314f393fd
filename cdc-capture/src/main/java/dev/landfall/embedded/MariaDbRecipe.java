package dev.landfall.embedded;

import dev.landfall.failure.FailureCode;
import dev.landfall.setting.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB. Its set-up script is not used: it cannot cope with spaces in paths and leaves accounts without password. */
record MariaDbRecipe(String user, Secret password, List<String> extraArguments) implements ServerRecipe {
    /** What mariadb-install-db runs, in its order, without the texts of HELP. */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private static final String BEFORE = """
            CREATE DATABASE mysql;
            USE mysql;
            SET @auth_root_socket = NULL;
            """;

    /** The scripts create root accounts without password; the one account here replaces them. */
    private static final String AFTER = """
            DELETE FROM mysql.global_priv WHERE user = 'root';
            DELETE FROM mysql.proxies_priv;
            FLUSH PRIVILEGES;
            CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
            GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
            """;

    MariaDbRecipe {
        extraArguments = List.copyOf(extraArguments);
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public FailureCode failureCode() {
        return FailureCode.SOURCE_FAILED;
    }

    @Override
    public boolean binariesPresent() {
        return MariaDbBinaries.present();
    }

    @Override
    public void unpack(Path home) throws IOException {
        MariaDbBinaries.unpack(home);
    }

    @Override
    public void initialise(Path home) throws IOException {
        Files.createDirectory(data(home));
        Files.createDirectory(temporary(home));
        Path script = home.resolve("bootstrap.sql");
        writeScript(home, script);
        List<String> command = commonArguments(home);
        command.addAll(List.of("--bootstrap", "--silent-startup", "--log-warnings=0", "--enforce-storage-engine="));
        Commands.run(command, home, Redirect.from(script.toFile()));
        Files.delete(script);
    }

    @Override
    public List<String> command(Path home, int port) throws IOException {
        List<String> command = commonArguments(home);
        command.addAll(List.of(
                "--bind-address=" + RunningServer.HOST,
                "--port=" + port,
                // None: its path could be longer than the system allows.
                "--socket=",
                // Making a certificate costs ten seconds at start. Options such as --ssl-cert switch TLS on again.
                "--skip-ssl",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--server-id=1",
                "--innodb-buffer-pool-size=128M",
                // The data need to survive a killed process, not a power cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0",
                "--innodb-buffer-pool-dump-at-shutdown=OFF"));
        command.addAll(extraArguments);
        return command;
    }

    @Override
    public String readyText() {
        return ": ready for connections.";
    }

    @Override
    public List<String> stopSignals() {
        return List.of("TERM");
    }

    private static List<String> commonArguments(Path home) throws IOException {
        Path share = home.resolve("share");
        List<String> arguments = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data(home),
                "--tmpdir=" + temporary(home),
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets"),
                "--character-set-server=utf8mb4",
                "--skip-name-resolve"));
        if (RootUser.isCurrent()) {
            arguments.add("--user=root");
        }
        return arguments;
    }

    private void writeScript(Path home, Path script) throws IOException {
        try (OutputStream out = Files.newOutputStream(script)) {
            out.write(BEFORE.getBytes(StandardCharsets.UTF_8));
            for (String name : SYSTEM_TABLES) {
                Files.copy(home.resolve("share").resolve(name), out);
            }
            out.write(AFTER.formatted(user, password.value()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path temporary(Path home) {
        return home.resolve("tmp");
    }
}
