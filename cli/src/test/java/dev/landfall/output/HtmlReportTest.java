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
                        + "<td class=\"number\">1,200,000</td><td class=\"number\">1,199,999</td>"
                        + "<td class=\"number\">4</td><td class=\"number\">24</td>"
                        + "<td class=\"position\">0-1-977 or later</td><td class=\"number\">12.3s</td>")
                .contains("<code>id&#x3D;&lt;9&gt;&amp;")
                .contains("&#39;10.50&#39;")
                .contains("1 more are not listed.")
                .contains("<h2>Where the differences lie</h2>", "<span>id 1</span><span>1001</span>")
                .contains("aria-label=\"Between id 1 and 1001, in 2 places: 42 to 77 (2 rows); 501 (2 rows).\"")
                .contains("<rect class=\"blockers\" x=\"498.5\" y=\"0.0\" width=\"3.0\" height=\"30.0\"/>")
                .doesNotContain("<script", "http://", "https://", "{{", "<9>");
    }

    @Test
    void aCleanVerificationHasNoDifferences() {
        assertThat(VerificationHtml.of(
                        Samples.clean(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET))
                .contains("<div class=\"verdict equal\"><strong>EQUAL</strong>")
                .doesNotContain("<h2>Differences</h2>", "<h2>Where the differences lie</h2>");
    }

    @Test
    void equalRowsOfAnotherSchemaAreNotGreen() {
        assertThat(VerificationHtml.of(
                        Samples.clean(), Samples.OTHER_SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET))
                .contains(
                        "<div class=\"verdict different\"><strong>ROWS EQUAL, SCHEMA DIFFERENT (SCHEMA-003)</strong>");
    }

    @Test
    void tablesThatCouldNotBeReadAreNotAmongTheEqualOnes() {
        assertThat(VerificationHtml.of(
                        Samples.partlyRead(), Samples.OTHER_SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET))
                .contains("<div class=\"verdict unread\"><strong>NOT PROVEN (SCHEMA-003)</strong>")
                .contains("<td class=\"name\">shop.carts</td><td class=\"unread\">not compared: "
                        + "shop.carts.note is missing on the target</td>");
    }

    @Test
    void eachTableHasThePositionAtWhichItWasCompared() {
        assertThat(VerificationHtml.of(
                        Samples.goneOn(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET))
                .contains("<td class=\"number\">1</td><td class=\"position\">0-1-977</td>")
                .contains("<td class=\"number\">0</td><td class=\"position\">0-1-950, and changes up to 0-1-977</td>");
    }

    @Test
    void aCertificateIsOneSelfContainedPageWithoutValuesOfRows() throws Exception {
        // When
        String html = CertificateHtml.of(Samples.certificate(), Samples.key());

        // Then
        assertThat(html)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .contains(
                        "<h1>Certificate of migration shop</h1>",
                        "Tables of the migration that it does not cover: shop.carts.")
                .contains("<td class=\"number\"><code>4711</code></td>")
                .doesNotContain("<script", "http://", "https://", "{{", "id&#x3D;5");
        assertThat(JsonText.of(CertificateJson.of(Samples.certificate())))
                .contains("\"allTables\":false", "\"sourceChecksum\":\"4711\"")
                .doesNotContain("id=5");
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
