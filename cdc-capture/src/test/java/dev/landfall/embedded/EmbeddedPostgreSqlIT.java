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
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlIT {
    @TempDir
    private Path folder;

    @Test
    void itIsATargetThatRequiresAPassword() throws Exception {
        try (EmbeddedPostgreSql server = EmbeddedPostgreSql.start(folder);
                Connection superuser = connect(server, server.superuserPassword())) {
            assertThat(Answers.row(
                            superuser,
                            "SELECT current_setting('server_version'), current_setting('wal_level'),"
                                    + " current_setting('max_connections'), current_setting('listen_addresses'),"
                                    + " current_setting('server_encoding'), lower('ÄÖ'), rolsuper,"
                                    + " current_setting('log_timezone')"
                                    + " FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("18.6|logical|300|127.0.0.1|UTF8|äö|t|UTC");
            assertThatThrownBy(() -> connect(server, Secret.NONE).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("requested SCRAM-based authentication");
            assertThatThrownBy(() -> connect(server, new Secret("guess")).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void closingLeavesNoProcessAndNoFileAlthoughSessionsAreOpen() throws Exception {
        Path spaced = Files.createDirectory(folder.resolve("a folder's name"));
        EmbeddedPostgreSql server = EmbeddedPostgreSql.start(spaced);
        try (Connection session = connect(server, server.superuserPassword())) {
            assertThat(Answers.row(session, "SELECT 1")).isEqualTo("1");
            assertThat(Answers.processesOf(spaced)).contains(server.pid()).hasSizeGreaterThan(1);

            server.close();
            server.close();

            assertThat(Answers.processesOf(spaced)).isEmpty();
            assertThat(spaced).isEmptyDirectory();
        }
    }

    @Test
    void itComesBackWithItsDataHoweverItEnds() throws Exception {
        try (EmbeddedPostgreSql server = EmbeddedPostgreSql.start(folder)) {
            try (Connection session = connect(server, server.superuserPassword());
                    Statement statement = session.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT 1 AS n");
            }
            long pid = server.pid();

            server.restart();
            server.crash();

            assertThat(server.pid()).isNotEqualTo(pid);
            try (Connection session = connect(server, server.superuserPassword())) {
                assertThat(Answers.row(session, "SELECT n FROM t")).isEqualTo("1");
            }
        }
    }

    @Test
    void aMissingFolderIsReported() {
        assertThatThrownBy(() -> EmbeddedPostgreSql.start(folder.resolve("missing")))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.TARGET_FAILED))
                .hasMessageContaining("could not be set up in " + folder.resolve("missing"));
    }

    private static Connection connect(EmbeddedPostgreSql server, Secret password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres",
                server.superuser(),
                password.value());
    }
}
