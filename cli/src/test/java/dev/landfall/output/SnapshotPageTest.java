package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.run.PolicyEffects;
import dev.landfall.run.SnapshotReceipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotPageTest {
    private final SnapshotReceipt receipt = new SnapshotReceipt(
            "0-1-977",
            false,
            List.of(
                    new SnapshotReceipt.TableCopied(
                            "orders", 1_000_000, 210_000_000, Duration.ofMillis(12_300), Duration.ofSeconds(4), 0),
                    new SnapshotReceipt.TableCopied(
                            "customers", 4_551, 1_200_000, Duration.ofMillis(300), Duration.ofMillis(90), 0)),
            PolicyEffects.NONE,
            List.of(),
            List.of(
                    new SnapshotReceipt.Step("copy", Duration.ofSeconds(70)),
                    new SnapshotReceipt.Step("index", Duration.ofSeconds(5))));

    @Test
    void tablesThenSteps() {
        assertThat(Samples.text(new SnapshotPage(receipt))).isEqualTo("""
                        COPIED: 2 tables, 1,004,551 rows, 211.2 MB in 1m 15s.
                        The target is at source position 0-1-977.

                        table           rows     bytes   copy  index  rejected
                        ------------------------------------------------------
                        orders     1,000,000  210.0 MB  12.3s     4s         0
                        customers      4,551    1.2 MB  300ms   90ms         0
                        ------------------------------------------------------
                        total      1,004,551  211.2 MB  12.6s   4.1s         0

                        step     took
                        -------------
                        copy   1m 10s
                        index      5s
                        -------------
                        total  1m 15s
                        """);
    }

    @Test
    void jsonNamesItsUnits() {
        assertThat(Samples.json(new SnapshotPage(receipt)))
                .isEqualTo("{\"position\":\"0-1-977\",\"resumed\":false,\"rows\":1004551,\"bytes\":211200000,"
                        + "\"rejected\":0,\"tables\":[{\"table\":\"orders\",\"rows\":1000000,\"bytes\":210000000,"
                        + "\"copyMillis\":12300,\"indexMillis\":4000,\"rejected\":0},{\"table\":\"customers\",\"rows\":4551,"
                        + "\"bytes\":1200000,\"copyMillis\":300,\"indexMillis\":90,\"rejected\":0}],\"policies\":[],\"notes\":[],\"steps\":[{\"step\":"
                        + "\"copy\",\"tookMillis\":70000},{\"step\":\"index\",\"tookMillis\":5000}]}");
    }
}
