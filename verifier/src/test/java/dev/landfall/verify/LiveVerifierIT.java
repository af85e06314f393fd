package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.event.GtidSet;
import dev.landfall.testing.TestMariaDb;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a verification finds while the source is written to without a pause and the target follows late. */
@Isolated("GTIDs must follow each other without a gap")
class LiveVerifierIT {
    private static final VerifyOptions OPTIONS = new VerifyOptions(100, 2, 1000, Duration.ofSeconds(20), Method.AUTO);
    private static final int RUNS = 10;

    @Test
    void rowsOnTheirWayAreNoDifferences() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 40);
                BusyWriter writer = new BusyWriter(database, stream, 0)) {
            for (int run = 0; run < RUNS; run++) {
                VerificationReport report = database.verify(OPTIONS, stream);
                assertThat(report.strength()).isEqualTo(Strength.CONVERGENT);
                assertThat(differences(report)).isEmpty();
                assertThat(report.differing()).isZero();
            }
            assertThat(writer.transactions()).isGreaterThan(100);
        }
    }

    @Test
    void differencesAreFoundAmongRowsOnTheirWay() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 40);
                BusyWriter writer = new BusyWriter(database, stream, 0)) {
            database.target.execute(
                    "UPDATE shop.orders SET note = 'planted' WHERE id = 5001",
                    "DELETE FROM shop.orders WHERE id = 5002",
                    "INSERT INTO shop.orders VALUES (999999, 'planted', 0)",
                    "UPDATE shop.items SET n = 0 WHERE id = 'item-5003'",
                    "DELETE FROM shop.items WHERE id = 'item-5004'",
                    "DELETE FROM shop.log WHERE at_id = 5005",
                    "INSERT INTO shop.log VALUES (5006, 'word')",
                    "UPDATE shop.still SET v = 0 WHERE id = 17");
            VerificationReport report = database.verify(OPTIONS, stream);
            assertThat(report).isInstanceOf(VerificationReport.WithDifferences.class);
            assertThat(differences(report))
                    .extracting(difference -> difference.kind() + " "
                            + (difference.key().contains("=")
                                    ? difference.key()
                                    : difference.columns().get(0)))
                    .containsExactlyInAnyOrder(
                            "CHANGED id=5001",
                            "MISSING id=5002",
                            "EXTRA id=999999",
                            "CHANGED id=item-5003",
                            "MISSING id=item-5004",
                            "MISSING ColumnDifference[column=at_id, source=5005, target=null, cause=MISSING_ROW]",
                            "EXTRA ColumnDifference[column=at_id, source=null, target=5006, cause=EXTRA_ROW]",
                            "CHANGED id=17");
            assertThat(report.differing()).isEqualTo(8);
            assertThat(writer.transactions()).isPositive();
        }
    }

    @Test
    void aTargetThatStandsStillLeavesTablesUnsettledNotDifferent() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 10);
                BusyWriter writer = new BusyWriter(database, stream, 0)) {
            stream.pause(true);
            long before = writer.transactions();
            await().until(() -> writer.transactions() > before + 20);
            VerificationReport report =
                    database.verify(new VerifyOptions(100, 2, 1000, Duration.ofSeconds(1), Method.AUTO), stream);
            assertThat(report).isInstanceOf(VerificationReport.Unsettled.class);
            assertThat(report.tables())
                    .anySatisfy(
                            table -> assertThat(table.unsettled()).contains("the target did not reach", "within 1 s"));
        }
    }

    @Test
    void onAQuietSourceADifferenceIsProvenAtOnce() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 10)) {
            database.target.execute("UPDATE shop.still SET v = 0 WHERE id <= 3000");
            VerificationReport report =
                    database.verify(new VerifyOptions(5, 2, 1000, Duration.ofMinutes(10), Method.AUTO), stream);
            assertThat(report.differing()).isEqualTo(3000);
            assertThat(differences(report)).hasSize(5);
            assertThat(report.strength()).isEqualTo(Strength.CONVERGENT);
            assertThat(List.of(
                            report.tables().get(0).matches(),
                            report.tables().get(1).matches()))
                    .containsOnly(true);
        }
    }

    /**
     * With AFTER_SYNC a transaction waits for a replica after it is in the binary log, so that it reaches the target before
     * it can be seen on the source, while the position says that nothing moves.
     */
    @Test
    void aTransactionThatTheSourceDoesNotShowYetIsNoDifference() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate(
                        "--rpl-semi-sync-master-enabled=ON",
                        "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
                        "--rpl-semi-sync-master-timeout=10");
                MigratedDatabase database = new MigratedDatabase(server, BusyWriter.TABLES)) {
            database.source.execute(
                    "SET GLOBAL rpl_semi_sync_master_timeout = 10000",
                    "SET GLOBAL rpl_semi_sync_master_enabled = OFF",
                    "SET GLOBAL rpl_semi_sync_master_enabled = ON");
            String before = database.source.value("SELECT @@gtid_binlog_pos");
            ExecutorService writer = Executors.newSingleThreadExecutor();
            try {
                // Given an update that is logged, and applied, but not yet seen
                Future<?> update = writer.submit(() -> {
                    database.source.execute("UPDATE still SET v = -1 WHERE id = 17");
                    return true;
                });
                await().until(() -> !Objects.equals(database.source.value("SELECT @@gtid_binlog_pos"), before));
                database.target.execute("UPDATE shop.still SET v = -1 WHERE id = 17");
                assertThat(database.source.value("SELECT v FROM still WHERE id = 17"))
                        .isEqualTo("17");
                // When source and target are compared until it is seen
                GtidSet applied = GtidSet.parse(database.source.value("SELECT @@gtid_binlog_pos"));
                VerificationReport report = database.verify(OPTIONS, following(applied));
                // Then nothing differs
                assertThat(report).isInstanceOf(VerificationReport.Clean.class);
                update.get();
                assertThat(database.source.value("SELECT v FROM still WHERE id = 17"))
                        .isEqualTo("-1");
            } finally {
                writer.shutdown();
            }
        }
    }

    private static ApplierProgress following(GtidSet applied) {
        return new ApplierProgress() {
            @Override
            public boolean streaming() {
                return true;
            }

            @Override
            public GtidSet applied() {
                return applied;
            }
        };
    }
}
