package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {
    @Test
    void aTestCasePerTableThatAnyParserReads() throws Exception {
        // When
        Element suite = parse(JunitXml.of(Samples.withDifferences(), Samples.SCHEMA));

        // Then
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("75.000");
        Element orders = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(orders.getAttribute("classname")).isEqualTo("shop");
        assertThat(orders.getAttribute("name")).isEqualTo("orders");
        Element failure = (Element) orders.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("4 rows differ");
        assertThat(failure.getAttribute("type")).isEqualTo("VERIFY-001");
        assertThat(failure.getTextContent()).isEqualTo("""
                        changed id=42
                          total: source '10.50', target '10.05' (other value)
                          note: source NULL, target 'NULL' (NULL or empty)
                        missing on the target id=77
                        only on the target id=<9>&\uFFFD""");
        Element error = (Element) suite.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("message")).isEqualTo("not proven: 2 rows kept changing");
    }

    @Test
    void equalTablesAreTestsThatPass() throws Exception {
        // When
        Element suite = parse(JunitXml.of(Samples.clean(), Samples.SCHEMA));

        // Then
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("testcase")
                        .item(0)
                        .getChildNodes()
                        .getLength())
                .isZero();
    }

    @Test
    void aSchemaThatDiffersIsATestThatFails() throws Exception {
        // When
        Element suite = parse(JunitXml.of(Samples.clean(), Samples.OTHER_SCHEMA));

        // Then
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("SCHEMA-003");
        assertThat(failure.getTextContent())
                .isEqualTo("shop.orders: planned index orders_day_idx, on the target missing");
    }

    @Test
    void aTableThatCouldNotBeReadIsAnError() throws Exception {
        // When
        Element suite = parse(JunitXml.of(Samples.partlyRead(), Samples.OTHER_SCHEMA));

        // Then
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        Element error = (Element) suite.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("type")).isEqualTo("SCHEMA-003");
        assertThat(error.getAttribute("message")).isEqualTo("not compared: shop.carts.note is missing on the target");
    }

    private static Element parse(String xml) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        return document.getDocumentElement();
    }
}
