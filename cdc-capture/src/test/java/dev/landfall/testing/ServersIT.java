package dev.landfall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.setting.Secret;
import dev.landfall.source.SourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fixtures do what their tests rely on, whatever provider they come from. */
class ServersIT {
    @Test
    void theSourceWritesARowBasedBinaryLog() throws Exception {
        try (TestSourceDatabase source = TestMariaDb.shared().createDatabase()) {
            assertThat(source.query("SELECT @@log_bin, @@binlog_format, @@binlog_row_image, @@time_zone, database()"))
                    .containsExactly(List.of("1", "ROW", "FULL", "+00:00", source.name()));
        }
    }

    @Test
    void theTargetIsReadyForLogicalReplication() throws Exception {
        try (TestTargetDatabase target = TestPostgres.shared().createDatabase()) {
            assertThat(target.query("SELECT current_setting('wal_level'), current_setting('timezone'),"
                            + " current_setting('server_encoding'), current_database()"))
                    .containsExactly(List.of("logical", "UTC", "UTF8", target.name()));
        }
    }

    @Test
    void aLoginWithoutPasswordIsRefused() {
        TestMariaDb source = TestMariaDb.shared();
        TestPostgres target = TestPostgres.shared();

        assertThatThrownBy(() -> source.connect("", source.user(), Secret.NONE).close())
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() ->
                        target.connect("postgres", target.user(), Secret.NONE).close())
                .isInstanceOf(SQLException.class);
    }

    @Test
    void sourceDatabasesAreApartAndDroppedOnClose() throws Exception {
        TestMariaDb server = TestMariaDb.shared();
        TestSourceDatabase closed = server.createDatabase();
        try (TestSourceDatabase other = server.createDatabase()) {
            closed.execute("CREATE TABLE t (id INT); INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (NULL)");
            assertThat(closed.query("SELECT count(*), count(id) FROM t")).containsExactly(List.of("2", "1"));
            assertThat(closed.value("SELECT min(id) FROM t WHERE id > 1")).isNull();

            closed.close();

            assertThat(other.value("SELECT count(*) FROM information_schema.schemata WHERE schema_name = '"
                            + closed.name() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void targetDatabasesAreDroppedOnCloseAlthoughASessionIsOpen() throws Exception {
        TestPostgres server = TestPostgres.shared();
        TestTargetDatabase closed = server.createDatabase();
        try (TestTargetDatabase other = server.createDatabase();
                Connection session = closed.connect()) {
            closed.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (NULL)");
            assertThat(closed.query("SELECT count(*), count(id) FROM t")).containsExactly(List.of("2", "1"));

            closed.close();

            assertThat(session.isValid(1)).isFalse();
            assertThat(other.value("SELECT count(*) FROM pg_database WHERE datname = '" + closed.name() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aSourceUserMayDoWhatWasGrantedAndNothingElse() throws Exception {
        TestMariaDb server = TestMariaDb.shared();
        try (TestSourceDatabase source = server.createDatabase()) {
            source.execute("CREATE TABLE t (id INT)");
            SourceConfig reader = source.createUser("reader", "SELECT ON " + source.name() + ".*");

            try (Connection session = server.connect(source.name(), reader.user(), reader.password())) {
                assertThat(Statements.value(session, "SELECT count(*) FROM t")).isEqualTo("0");
                assertThatThrownBy(() -> Statements.execute(session, "INSERT INTO t VALUES (1)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("INSERT command denied to user '" + reader.user());
            }
        }
    }

    @Test
    void aTargetUserMayDoWhatWasGrantedAndNothingElse() throws Exception {
        TestPostgres server = TestPostgres.shared();
        try (TestTargetDatabase target = server.createDatabase()) {
            TestLogin owner = target.createUser("owner", "CREATE ON DATABASE " + target.name());

            try (Connection session = server.connect(target.name(), owner.user(), owner.password())) {
                Statements.execute(session, "CREATE SCHEMA s");
                assertThatThrownBy(() -> Statements.execute(session, "CREATE TABLE public.t (id int)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied for schema public");
            }
        }
    }

    @Test
    void aPrivateServerHasItsOwnSettings() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate("--skip-log-bin");
                TestSourceDatabase source = server.createDatabase()) {
            assertThat(source.value("SELECT @@log_bin")).isEqualTo("0");
        }
    }
}
