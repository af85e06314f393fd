package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.window.WindowEnd;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void theAnswerComesWithItsReasons() {
        // Given
        StatusPage page = new StatusPage(Samples.status(false, "copying"));

        // Then
        assertThat(Samples.text(page)).isEqualTo("""
                        shop: copying

                        source    mariadb://reader@db1:3306/shop, at 0-1-980
                        target    postgresql://owner@pg1:5432/shop, applied up to 0-1-977
                        stream    running, 2.1s and 3 transactions (1.5 kB) behind
                        verified  not yet

                        Safe to cut over: no, because
                          - nothing has been verified yet

                        table   phase     rows   of about     bytes  chunks
                        ---------------------------------------------------
                        orders  copy   600,000  1,200,000  155.0 MB    6/12
                        """);
        assertThat(page.exitCode()).isEqualTo(1);
    }

    @Test
    void safeIsYes() {
        // Given
        StatusPage page = new StatusPage(Samples.status(true, "streaming"));

        // Then
        assertThat(Samples.text(page))
                .contains("stream    running, caught up\n")
                .contains("verified  clean at 2026-01-02T03:04:05Z\n"
                        + "          last of all 12 tables: equal, fenced, at 0-1-977, ended 3m 00s ago\n")
                .contains("Safe to cut over: yes, because\n  - the last verification was clean\n");
        assertThat(page.exitCode()).isZero();
    }

    @Test
    void afterTheHandOverTheQuestionIsSettled() {
        // Given
        StatusPage page = new StatusPage(Samples.status(false, "handed-over"));

        // Then
        assertThat(Samples.text(page))
                .startsWith("shop: handed-over\n")
                .contains("Handed over: PostgreSQL owns the data. There is no way back.\n")
                .doesNotContain("Safe to cut over");
        assertThat(page.handedOver()).isTrue();
        assertThat(page.exitCode()).isZero();
    }

    @Test
    void aWayBackSaysUntilWhenItWasPromised() {
        assertThat(Samples.text(new StatusPage(Samples.wayBack())))
                .contains("\nslot      landfall_shop_1a2b3c4d keeps ")
                .contains("\nwindow    ends at 2026-01-04T03:04:05Z, in 1d 23h\n");
        assertThat(WayBackSection.window(new WindowEnd(Instant.parse("2026-01-04T03:04:05Z"), Duration.ZERO)))
                .isEqualTo("over since 2026-01-04T03:04:05Z: migrate cutover --final gives the way back up");
    }

    @Test
    void aCopyThatWaitsSaysWhy() {
        // Given
        StatusPage page = new StatusPage(Samples.heldCopy());

        // Then
        assertThat(Samples.text(page))
                .contains("\nsnapshot  copy, ETA 3h 00m without catching up with the source\n"
                        + "copy      held: threads running 45, limit 40, 2 workers, read view 1h 12m old, history list"
                        + " 1,204,551\nbinlog    The source may purge the binary log that the stream has to start"
                        + " from in 4h 00m\n          (binlog_expire_logs_seconds is 86400), ")
                .endsWith("""

                        table   phase     rows   of about     bytes  chunks  rows/s  ETA
                        ----------------------------------------------------------------
                        orders  copy   600,000  1,200,000  155.0 MB    6/12  12,000  50s
                        """);
        assertThat(page.oneLine())
                .isEqualTo(
                        "shop: copying; held: threads running 45, limit 40; stream not running; safe to cut over: no");
    }

    @Test
    void aLogGetsOneLine() {
        assertThat(new StatusPage(Samples.status(false, "streaming")).oneLine())
                .isEqualTo(
                        "shop: streaming; stream running, 2.1s and 3 transactions (1.5 kB) behind; safe to cut over: no");
    }

    @Test
    void jsonSpellsOutWhatIsNotKnown() {
        assertThat(Samples.json(new StatusPage(Samples.status(false, "copying"))))
                .contains("\"lastCleanVerification\":null,\"lastVerification\":null,\"safeToCutOver\":false,"
                        + "\"reasons\":[\"nothing has been verified yet\"]")
                .contains("\"lagTransactions\":3,\"lagMillis\":2100,\"lagBytes\":1500");
    }

    @Test
    void aPauseCannotBeOverlooked() {
        // Given
        StatusPage running = new StatusPage(Samples.pausedStream(true));
        StatusPage forgotten = new StatusPage(Samples.pausedStream(false));

        // Then
        assertThat(Samples.text(running))
                .contains(
                        "\nstream    held: paused by migrate ctl since 2026-01-02T03:04:05Z, ends at 0-1-990, 2.1s and 3"
                                + " transactions (1.5 kB) behind\n")
                .contains(
                        "\npaused    No stream applies anything, also none that is started, until migrate ctl resume.\n");
        assertThat(forgotten.oneLine())
                .isEqualTo(
                        "shop: streaming; stream not running and paused by migrate ctl since 2026-01-02T03:04:05Z, 2.1s"
                                + " and 3 transactions (1.5 kB) behind; safe to cut over: no");
        assertThat(Samples.text(forgotten))
                .contains("until migrate ctl resume.\n")
                .doesNotContain("0-1-990");
    }

    @Test
    void aBinaryLogThatMayBePurgedIsToldInTime() {
        assertThat(Samples.text(new StatusPage(Samples.pausedStream(true))))
                .contains("\nbinlog    The source may purge the binary log that the stream still needs in 15h 00m\n");
    }

    @Test
    void whatHasGoneThroughTheStreamAddsUpInOneLine() {
        // Given
        StatusPage page = new StatusPage(Samples.pausedStream(true));

        // Then
        assertThat(Samples.text(page))
                .contains("\nevents    1,204,332 read = 1,204,090 applied + 232 skipped + 10 rejected\n");
        assertThat(Samples.json(page))
                .contains("\"events\":{\"read\":1204332,\"applied\":1204090,\"skipped\":232,\"rejected\":10}");
    }

    @Test
    void behindTheSnapshotEachTableSaysUpToWhereItIsVerified() {
        // Given
        StatusPage page = new StatusPage(Samples.pausedStream(true));

        // Then
        assertThat(Samples.text(page)).endsWith("""

                        table    rows copied     bytes  verified up to  changed since
                        -------------------------------------------------------------
                        items      1,200,000  155.0 MB  0-1-900                 1,200
                        log        1,200,000  155.0 MB  0-1-950             all of it
                        orders     1,200,000  155.0 MB  0-1-900                  many
                        parcels    1,200,000  155.0 MB  -
                        """);
        assertThat(Samples.json(page))
                .contains("\"proof\":{\"position\":\"0-1-950\",\"at\":\"2026-01-02T03:02:00Z\","
                        + "\"changedRows\":34,\"compareWhole\":true}")
                .contains("\"proof\":null");
    }
}
