package dev.landfall.verify;

import static dev.landfall.verify.MigratedDatabase.differences;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a verification finds while the source is written to without a pause and the target follows late. */
@Isolated("GTIDs must follow each other without a gap")
class LiveVerifierIT {
    private static final VerifyOptions OPTIONS = new VerifyOptions(100, 2, 1000, Duration.ofSeconds(20));
    private static final int RUNS = 10;

    @Test
    void rowsOnTheirWayAreNoDifferences() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 40);
                BusyWriter writer = new BusyWriter(database, stream, 0)) {
            for (int run = 0; run < RUNS; run++) {
                VerificationReport report = database.verify(OPTIONS, stream);
                System.out.println(
                        report.getClass().getSimpleName() + " " + report.took() + " " + writer.transactions() + " "
                                + report.tables().stream()
                                        .map(t -> t.table().name() + ":" + t.sourceRows() + " " + t.unsettled() + " "
                                                + t.took().toMillis())
                                        .toList());
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
                            "MISSING ColumnDifference[column=at_id, source=5005, target=null]",
                            "EXTRA ColumnDifference[column=at_id, source=null, target=5006]",
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
            VerificationReport report = database.verify(new VerifyOptions(100, 2, 1000, Duration.ofSeconds(1)), stream);
            assertThat(report).isInstanceOf(VerificationReport.Unsettled.class);
            assertThat(report.tables().get(0).unsettled()).contains("the target did not reach", "within 1 s");
            assertThat(writer.transactions()).isPositive();
            stream.pause(false);
        }
    }

    @Test
    void onAQuietSourceADifferenceIsProvenAtOnce() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(BusyWriter.TABLES);
                ToyStream stream = new ToyStream(database, 10)) {
            database.target.execute("UPDATE shop.still SET v = 0 WHERE id <= 3000");
            VerificationReport report = database.verify(new VerifyOptions(5, 2, 1000, Duration.ofMinutes(10)), stream);
            assertThat(report.differing()).isEqualTo(3000);
            assertThat(differences(report)).hasSize(5);
            assertThat(report.strength()).isEqualTo(Strength.CONVERGENT);
            assertThat(List.of(
                            report.tables().get(0).matches(),
                            report.tables().get(1).matches()))
                    .containsOnly(true);
        }
    }
}
