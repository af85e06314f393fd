package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void aVerificationIsOneSelfContainedEscapedPage() {
        // When
        String html = VerificationHtml.of(
                Samples.withDifferences(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET);

        // Then
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<strong>DIFFERENT (VERIFY-001)</strong>")
                .contains(Samples.SOURCE)
                .contains("<td class=\"name\">shop.orders</td><td class=\"different\">4 rows differ</td>"
                        + "<td class=\"number\">1,200,000</td>")
                .contains("<code>id&#x3D;&lt;9&gt;&amp;")
                .contains("&#39;10.50&#39;")
                .contains("1 more are not listed.")
                .doesNotContain("<script", "http://", "https://", "{{", "<9>");
    }

    @Test
    void aCleanVerificationHasNoDifferences() {
        assertThat(VerificationHtml.of(
                        Samples.clean(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET))
                .contains("<div class=\"verdict equal\"><strong>EQUAL</strong>")
                .doesNotContain("<h2>Differences</h2>");
    }

    @Test
    void anAssessmentListsChecksFindingsAndTables() {
        assertThat(AssessmentHtml.of(Samples.assessment(true), Samples.SOURCE, Samples.TARGET))
                .contains("<strong>NOT READY (ASSESS-001)</strong>")
                .contains("<span class=\"pill different\">failed</span>")
                .contains("<span class=\"advice\">SET GLOBAL binlog_row_image &#x3D; FULL.</span>")
                .contains("<span class=\"pill different\">blocker</span>")
                .contains("<td class=\"name\">shop.customers</td><td>InnoDB</td><td class=\"number\">4,551</td>")
                .contains("aria-label=\"1 blocker, 1 info\"", "<rect class=\"size\" width=\"100.00\"")
                .doesNotContain("<script", "http://", "https://", "{{");
    }
}
