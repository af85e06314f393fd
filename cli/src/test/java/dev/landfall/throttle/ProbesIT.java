package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestLogin;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Each limit is asked for on real servers. */
class ProbesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void loadAndHistoryOfTheSourceAndWalOfTheTargetCanBeRead() throws Exception {
        try (TestSourceDatabase source = TestMariaDb.shared().createDatabase();
                TestTargetDatabase target = TestPostgres.shared().createDatabase();
                Probes probes = probes(source.config(), List.of(), target, target.user(), target.password())) {
            Reading.Measured threads = (Reading.Measured) read(probes, Limit.THREADS_RUNNING);
            assertThat(threads.value()).isPositive();
            assertThat(read(probes, Limit.HISTORY_LENGTH)).isInstanceOf(Reading.Measured.class);
            assertThat(read(probes, Limit.WAL_PER_SECOND)).isEqualTo(new Reading.Unreadable("measured first"));
            target.execute("CREATE TABLE t AS SELECT generate_series(1, 100000) AS id");
            Reading.Measured wal = (Reading.Measured) read(probes, Limit.WAL_PER_SECOND);
            assertThat(wal.value()).isGreaterThan(100_000);
            SourceVitals vitals = probes.vitals().orElseThrow();
            assertThat(vitals.log().keeping().retention())
                    .isEqualTo(Duration.ofSeconds(Long.parseLong(
                            Objects.requireNonNull(source.value("SELECT @@global.binlog_expire_logs_seconds")))));
            assertThat(vitals.log().keeping().totalBytes()).isZero();
        }
    }

    @Test
    void aLagThatIsNotThereIsUnreadable() throws Exception {
        try (TestSourceDatabase source = TestMariaDb.shared().createDatabase();
                TestTargetDatabase target = TestPostgres.shared().createDatabase()) {
            Replica self = new Replica(source.config().host(), source.config().port());
            Replica nobody = new Replica("127.0.0.1", 1);
            assertThat(why(source, target, List.of()))
                    .isEqualTo("the source is no replica, and snapshot.replicas names none");
            assertThat(why(source, target, List.of(self))).isEqualTo(self + " is no replica");
            assertThat(why(source, target, List.of(nobody))).startsWith("127.0.0.1:1: ");
        }
    }

    @Test
    void aReplicaOfTheSourceTellsItsLag() throws Exception {
        try (TestMariaDb primary = TestMariaDb.startPrivate();
                TestMariaDb replica = TestMariaDb.startPrivate("--server-id=2");
                TestTargetDatabase target = TestPostgres.shared().createDatabase()) {
            try (Connection admin = replica.connect("")) {
                execute(
                        admin,
                        "CHANGE MASTER TO MASTER_HOST='" + primary.host() + "', MASTER_PORT=" + primary.port()
                                + ", MASTER_USER='" + primary.user() + "', MASTER_PASSWORD='"
                                + primary.password().value()
                                + "', MASTER_USE_GTID=slave_pos, MASTER_SSL=0");
                // Both were made with a root of their own, which the primary's log would replace.
                execute(admin, "SET GLOBAL gtid_slave_pos = '" + position(primary) + "'");
                execute(admin, "START SLAVE");
                SourceConfig config = new SourceConfig(
                        replica.host(), replica.port(), "", replica.user(), replica.password(), TlsSettings.DISABLED);
                try (Probes probes = probes(config, List.of(), target, target.user(), target.password())) {
                    awaitReading(probes, Limit.REPLICA_LAG, reading -> reading.equals(new Reading.Measured(0)));
                    execute(admin, "STOP SLAVE");
                    execute(admin, "CHANGE MASTER TO MASTER_DELAY=3600");
                    execute(admin, "START SLAVE");
                    try (Connection writer = primary.connect("")) {
                        execute(writer, "CREATE DATABASE late");
                    }
                    awaitReading(
                            probes,
                            Limit.REPLICA_LAG,
                            reading -> reading instanceof Reading.Measured lag && lag.value() >= 1_000);
                    execute(admin, "STOP SLAVE SQL_THREAD");
                    assertThat(read(probes, Limit.REPLICA_LAG))
                            .isEqualTo(new Reading.Unreadable("replication does not run"));
                }
            }
        }
    }

    @Test
    void aReplicaOfTheTargetTellsItsLagToThoseWhoMaySeeIt() throws Exception {
        try (TestSourceDatabase source = TestMariaDb.shared().createDatabase();
                TestTargetDatabase target = TestPostgres.shared().createDatabase()) {
            TestLogin poor = target.createUser("poor");
            try (Probes all = probes(source.config(), List.of(), target, target.user(), target.password());
                    Probes little = probes(source.config(), List.of(), target, poor.user(), poor.password())) {
                assertThat(read(all, Limit.TARGET_REPLICA_LAG))
                        .isEqualTo(new Reading.Unreadable("no replica is connected to the target"));
                try (Connection standby = standby(target)) {
                    LogSequenceNumber from = LogSequenceNumber.valueOf(
                            Objects.requireNonNull(target.value("SELECT pg_current_wal_lsn()")));
                    PGReplicationStream stream = standby.unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .physical()
                            .withStartPosition(from)
                            .start();
                    awaitReading(all, Limit.TARGET_REPLICA_LAG, Reading.Measured.class::isInstance);
                    assertThat(read(little, Limit.TARGET_REPLICA_LAG))
                            .isEqualTo(new Reading.Unreadable("the target user lacks pg_read_all_stats"));
                    stream.close();
                }
            }
        }
    }

    private static Connection standby(TestTargetDatabase target) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password().value());
        properties.setProperty("replication", "true");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "13");
        return DriverManager.getConnection(target.jdbcUrl(), properties);
    }

    private static String position(TestMariaDb server) throws SQLException {
        try (Connection connection = server.connect("");
                java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitReading(Probes probes, Limit limit, Predicate<Reading> expected) {
        await(limit.word()).atMost(PATIENCE).until(() -> read(probes, limit), expected);
    }

    private static String why(TestSourceDatabase source, TestTargetDatabase target, List<Replica> replicas) {
        try (Probes probes = probes(source.config(), replicas, target, target.user(), target.password())) {
            return ((Reading.Unreadable) read(probes, Limit.REPLICA_LAG)).why();
        }
    }

    private static Reading read(Probes probes, Limit limit) {
        // The rate of WAL is kept while it is wanted.
        return Objects.requireNonNull(probes.read(Set.of(limit)).get(limit));
    }

    private static Probes probes(
            SourceConfig source, List<Replica> replicas, TestTargetDatabase target, String user, Secret password) {
        TargetConfig config = new TargetConfig(
                target.server().host(),
                target.server().port(),
                target.name(),
                user,
                password,
                TlsSettings.DISABLED,
                "public");
        return new Probes(new SourceDatabase(source), replicas, new TargetDatabase(config), System::nanoTime);
    }
}
