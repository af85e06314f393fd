package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.PolicyEffects;
import dev.landfall.verify.VerificationReport;
import org.junit.jupiter.api.Test;

class VerificationPageTest {
    @Test
    void verdictThenTablesThenValuesSideBySide() {
        // Given
        VerificationPage page = new VerificationPage(Samples.withDifferences(), Samples.SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page)).isEqualTo("""
                        DIFFERENT (VERIFY-001): 4 rows in 1 of 3 tables; 1,204,563 rows compared in 1m 15s.
                        Source position 0-1-977.
                        Compared live: a row differs only if it still does after the stream has passed it.
                        Schema: as planned.

                        table           source rows  target rows  differing    took  verdict
                        -----------------------------------------------------------------------
                        shop.customers        4,551        4,551          0   300ms  equal
                        shop.orders       1,200,000    1,199,999          4   12.3s  different
                        shop.carts               12           12          0  1m 00s  not proven

                        shop.orders: 4 rows differ; the first 3:
                          By cause: 1 missing row, 1 extra row, 1 several causes.
                          changed  id=42
                              column  source   target   cause
                              ---------------------------------------
                              total   '10.50'  '10.05'  other value
                              note    NULL     'NULL'   NULL or empty
                          missing on the target  id=77
                          only on the target  id=<9>&\\x01

                        shop.carts: not proven: 2 rows kept changing
                        """);
        assertThat(page.failure()).contains(FailureCode.VERIFY_DIFFERENCES);
    }

    @Test
    void equalSaysWhatItStandsOn() {
        // Given
        VerificationPage page = new VerificationPage(Samples.clean(), Samples.SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .startsWith("EQUAL: 1 table; 4,551 rows compared in 1s.\n"
                        + "Source position 0-1-977.\n"
                        + "Nothing was moving: both sides stood at the same position.\n");
        assertThat(page.failure()).isEmpty();
    }

    @Test
    void equalRowsOfAnotherSchemaAreNotCalledEqual() {
        // Given
        VerificationPage page = new VerificationPage(Samples.clean(), Samples.OTHER_SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .startsWith("ROWS EQUAL, SCHEMA DIFFERENT (SCHEMA-003): 1 table; 4,551 rows compared in 1s.\n");
        assertThat(page.failure()).contains(FailureCode.SCHEMA_DIFFERS);
        assertThat(Samples.json(page)).contains("\"code\":\"SCHEMA-003\",\"verdict\":\"equal\"");
    }

    @Test
    void tablesThatCannotBeReadAreNotEqual() {
        // Given
        VerificationPage page = new VerificationPage(Samples.partlyRead(), Samples.OTHER_SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .startsWith(
                        "NOT PROVEN (SCHEMA-003): 1 of 3 tables could not be read on the target; the other 2 are equal;")
                .containsPattern("shop.carts +0 +0 +0 +0ms +not proven")
                .contains("shop.carts: not compared: shop.carts.note is missing on the target");
        assertThat(page.failure()).contains(FailureCode.SCHEMA_DIFFERS);
        assertThat(Samples.json(page))
                .contains("\"code\":\"SCHEMA-003\",\"verdict\":\"unread\"")
                .contains("\"unsettled\":\"shop.carts.note is missing on the target\"");
    }

    @Test
    void whatDiffersComesBeforeWhatCannotBeRead() {
        // Given
        VerificationReport report =
                Samples.withDifferences().with(Samples.partlyRead().tables().subList(2, 3));

        // Then
        assertThat(VerificationWords.summary(report))
                .startsWith("4 rows in 1 of 4 tables, 1 could not be read on the target; ");
        assertThat(VerificationWords.summary(
                        Samples.notProven().with(Samples.partlyRead().tables().subList(2, 3))))
                .startsWith("1 of 3 tables did not settle, 1 could not be read on the target; ");
    }

    @Test
    void aFencedOneSaysHowLongTheStreamStoodStill() {
        // Given
        VerificationPage page = new VerificationPage(Samples.fenced(), Samples.SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .contains("Source position 0-1-977.\n"
                        + "Both sides were frozen at that position and compared; the stream stood still for 12ms.\n");
        assertThat(Samples.json(page)).contains("\"strength\":\"fenced\"", "\"pauseMillis\":12,\"notFrozen\":null");
    }

    @Test
    void oneThatWentOnFromAnotherOneSaysWhatItHasNotComparedItself() {
        // Given
        VerificationPage page = new VerificationPage(Samples.goneOn(), Samples.SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .contains("stood still for 12ms. 1 of 2 tables was found equal at source position 0-1-950"
                        + " (2026-01-02T03:04:05Z) by a verification that was interrupted; of it only what has changed since"
                        + " was compared.\n");
        assertThat(Samples.json(page))
                .contains(
                        "\"equalBefore\":null",
                        "\"equalBefore\":{\"sourcePosition\":\"0-1-950\",\"rows\":1200000,\"at\":\"2026-01-02T03:04:05.678Z\",\"whole\":true}");
    }

    @Test
    void whatDidNotSettleIsNotEqual() {
        // Given
        VerificationPage page = new VerificationPage(Samples.notProven(), Samples.SCHEMA, PolicyEffects.NONE);

        // Then
        assertThat(Samples.text(page))
                .startsWith("NOT PROVEN (VERIFY-002): 1 of 2 tables did not settle; 4,563 rows compared in 1m 15s.\n");
        assertThat(page.failure()).contains(FailureCode.VERIFY_UNSETTLED);
    }

    @Test
    void jsonOfTheResultSumsUp() {
        assertThat(Samples.json(new VerificationPage(Samples.withDifferences(), Samples.SCHEMA, PolicyEffects.NONE)))
                .startsWith(
                        "{\"code\":\"VERIFY-001\",\"verdict\":\"different\",\"strength\":\"convergent\","
                                + "\"startedAt\":\"2026-01-02T03:04:05.678Z\",\"tookMillis\":75000,\"sourcePosition\":\"0-1-977\","
                                + "\"pauseMillis\":null,\"notFrozen\":null,\"rows\":1204563,\"differing\":4,"
                                + "\"schema\":{\"compared\":\"plan\",\"same\":true,\"differences\":[],\"notValidated\":[]},"
                                + "\"policies\":[],\"rejectedRows\":0,\"repair\":null,\"tables\":[{\"table\":\"shop.customers\",\"verdict\":\"equal\"")
                .doesNotContain("\"columns\":");
    }

    @Test
    void eachDifferenceIsAnEvent() {
        assertThat(VerdictJson.events(Samples.different()).stream().map(JsonText::of))
                .containsExactly(
                        "{\"event\":\"table\",\"table\":\"shop.orders\",\"verdict\":\"different\",\"sourceRows\":1200000,"
                                + "\"targetRows\":1199999,\"ranges\":24,\"differing\":4,\"unsettled\":null,\"tookMillis\":12345,\"equalBefore\":null}",
                        "{\"event\":\"difference\",\"table\":\"shop.orders\",\"kind\":\"changed\",\"key\":\"id=42\","
                                + "\"cause\":\"several\","
                                + "\"columns\":[{\"column\":\"total\",\"source\":\"10.50\",\"target\":\"10.05\",\"cause\":\"other\"},"
                                + "{\"column\":\"note\",\"source\":null,\"target\":\"NULL\",\"cause\":\"null-or-empty\"}]}",
                        "{\"event\":\"difference\",\"table\":\"shop.orders\",\"kind\":\"missing\",\"key\":\"id=77\","
                                + "\"cause\":\"missing-row\",\"columns\":[]}",
                        "{\"event\":\"difference\",\"table\":\"shop.orders\",\"kind\":\"extra\","
                                + "\"key\":\"id=<9>&\\u0001\",\"cause\":\"extra-row\",\"columns\":[]}");
    }

    @Test
    void equalRowsInAnotherSchemaAreNoSuccess() {
        VerificationPage page = new VerificationPage(Samples.clean(), Samples.OTHER_SCHEMA, PolicyEffects.NONE);

        assertThat(page.failure()).contains(FailureCode.SCHEMA_DIFFERS);
        assertThat(Samples.text(page))
                .contains(
                        "Schema: DIFFERENT (SCHEMA-003), 1 difference.",
                        "index orders_day_idx",
                        "Not validated, which the cutover waits for: shop.orders.orders_customer.");
    }
}
