package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbIT {
    @TempDir
    private Path folder;

    @Test
    void theBinariesAreOnTheClassPath() {
        assertThat(EmbeddedServers.available()).isTrue();
    }

    @Test
    void itIsASourceThatStreamsAndOneAccountMayLogIn() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder, List.of());
                Connection root = connect(server, server.rootPassword())) {
            assertThat(Answers.row(
                            root,
                            "SELECT @@version, @@log_bin, @@binlog_format, @@binlog_row_image, @@server_id,"
                                    + " @@character_set_server, @@skip_name_resolve, @@bind_address"))
                    .isEqualTo("11.4.5-MariaDB-log|1|ROW|FULL|1|utf8mb4|1|127.0.0.1");
            // The owner of the sys schema is locked.
            assertThat(Answers.row(root, "SELECT group_concat(user, '@', host ORDER BY user) FROM mysql.global_priv"))
                    .isEqualTo("mariadb.sys@localhost,root@%");
            assertThatThrownBy(() -> connect(server, Secret.NONE).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied for user 'root'");
        }
    }

    @Test
    void extraArgumentsAreStrongerThanOurs() throws Exception {
        List<String> arguments = List.of("--skip-log-bin", "--binlog-row-image=MINIMAL");
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder, arguments);
                Connection root = connect(server, server.rootPassword())) {
            assertThat(Answers.row(root, "SELECT @@log_bin, @@binlog_row_image"))
                    .isEqualTo("0|MINIMAL");
        }
    }

    @Test
    void closingLeavesNoProcessAndNoFile() throws Exception {
        Path spaced = Files.createDirectory(folder.resolve("a folder's name"));
        EmbeddedMariaDb server = EmbeddedMariaDb.start(spaced, List.of());
        assertThat(Answers.processesOf(spaced)).containsExactly(server.pid());

        server.close();
        server.close();

        assertThat(Answers.processesOf(spaced)).isEmpty();
        assertThat(spaced).isEmptyDirectory();
    }

    @Test
    void closingWorksOnAServerThatWasKilled() {
        EmbeddedMariaDb server = EmbeddedMariaDb.start(folder, List.of());
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        server.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatDoesNotComeUpIsReportedWithItsWordsAndLeavesNothing() {
        assertThatThrownBy(() -> EmbeddedMariaDb.start(folder, List.of("--no-such-option")))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_FAILED))
                .hasMessageContaining("unknown option '--no-such-option'");
        assertThat(folder).isEmptyDirectory();
    }

    private static Connection connect(EmbeddedMariaDb server, Secret password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://" + server.host() + ":" + server.port() + "/", server.rootUser(), password.value());
    }
}
