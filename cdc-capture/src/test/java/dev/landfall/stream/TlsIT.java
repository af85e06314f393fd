package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.setting.TlsSettings.Mode;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with a certificate of its own, for 127.0.0.1. */
class TlsIT {
    @TempDir
    private static Path folder;

    private static TestCertificate ofServer;
    private static TestCertificate ofClient;
    private static TestCertificate ofSomebody;
    private static TestMariaDb server;
    private static TestSourceDatabase database;
    private static StreamFixture fixture;

    @BeforeAll
    static void startServer() throws Exception {
        ofServer = TestCertificate.create(folder, "server", "ip:127.0.0.1");
        ofClient = TestCertificate.create(folder, "client", "dns:client");
        ofSomebody = TestCertificate.create(folder, "somebody", "dns:elsewhere.example");
        server = TestMariaDb.startPrivate(
                "--ssl-cert=" + ofServer.certificate(),
                "--ssl-key=" + ofServer.key(),
                "--ssl-ca=" + ofClient.certificate());
        database = server.createDatabase();
        fixture = new StreamFixture(database);
        database.execute(
                "CREATE TABLE t (id INT)",
                "CREATE USER careful IDENTIFIED BY 'secret' REQUIRE X509",
                "GRANT ALL ON *.* TO careful");
    }

    @AfterAll
    static void stopServer() throws Exception {
        database.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyModeReadsFromAServerThatItTrusts(Mode mode) throws Exception {
        Path ca = mode == Mode.DISABLE || mode == Mode.REQUIRE ? null : ofServer.certificate();

        assertThat(read(config(mode, ca, null))).hasSize(1);
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() {
        for (Mode mode : List.of(Mode.VERIFY_CA, Mode.VERIFY_FULL)) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> read(config(mode, ofSomebody.certificate(), null)))
                    .extracting(MigrationException::code)
                    .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        }
    }

    /** The binary log's own connection, without the one that is tried before. */
    @Test
    void theBinaryLogItselfIsNotReadFromAServerThatIsNotTrusted() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> connectToBinaryLog(config(Mode.VERIFY_FULL, ofSomebody.certificate(), null)));
    }

    @Test
    void theNameInTheCertificateCountsForTheStrictestModeOnly() throws Exception {
        SourceConfig byAnotherName = new SourceConfig(
                "localhost",
                server.port(),
                database.name(),
                server.user(),
                server.password(),
                new TlsSettings(Mode.VERIFY_CA, ofServer.certificate(), null, null));
        SourceConfig strict = new SourceConfig(
                "localhost",
                server.port(),
                database.name(),
                server.user(),
                server.password(),
                new TlsSettings(Mode.VERIFY_FULL, ofServer.certificate(), null, null));

        assertThat(read(byAnotherName)).hasSize(1);
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> read(strict))
                .extracting(MigrationException::code)
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aClientCertificateIsShown() throws Exception {
        connectToBinaryLog(as("careful", config(Mode.VERIFY_FULL, ofServer.certificate(), ofClient)));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        connectToBinaryLog(as("careful", config(Mode.VERIFY_FULL, ofServer.certificate(), null))));
    }

    @Test
    void aClientCertificateIsShownByPlainSessionsToo() throws Exception {
        try (Connection connection = new SourceDatabase(
                        as("careful", config(Mode.VERIFY_FULL, ofServer.certificate(), ofClient)))
                .connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }

        for (TestCertificate wrong : Arrays.asList(null, ofSomebody)) {
            SourceDatabase source =
                    new SourceDatabase(as("careful", config(Mode.VERIFY_FULL, ofServer.certificate(), wrong)));
            assertThatExceptionOfType(MigrationException.class).isThrownBy(source::connect);
        }
    }

    private static SourceConfig as(String user, SourceConfig config) {
        return new SourceConfig(
                config.host(), config.port(), config.database(), user, new Secret("secret"), config.tls());
    }

    private static void connectToBinaryLog(SourceConfig config) throws Exception {
        BinaryLogClient client = new BinaryLogClient(
                config.host(), config.port(), config.user(), config.password().value());
        SourceSockets.configure(client, config);
        client.connect(10_000);
        client.disconnect();
    }

    private static List<SourceTransaction> read(SourceConfig config) throws Exception {
        SourcePosition from = fixture.position();
        database.execute("INSERT INTO t VALUES (1)");
        try (ChangeStream stream = StreamFixture.open(config, from, fixture.tables())) {
            return StreamFixture.takeUntil(stream, fixture.position().gtids());
        }
    }

    private static SourceConfig config(Mode mode, @Nullable Path ca, @Nullable TestCertificate client) {
        return new SourceConfig(
                "127.0.0.1",
                server.port(),
                database.name(),
                server.user(),
                server.password(),
                new TlsSettings(
                        mode, ca, client == null ? null : client.certificate(), client == null ? null : client.key()));
    }
}
