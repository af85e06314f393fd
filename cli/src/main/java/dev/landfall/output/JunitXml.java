package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A verification as JUnit XML: a test case per table and one for the schema; a difference is a failure, what did not settle or could not be read an error. */
final class JunitXml {
    private final VerificationReport report;
    private final SchemaParity schema;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JunitXml(VerificationReport report, SchemaParity schema) throws XMLStreamException {
        this.report = report;
        this.schema = schema;
        this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    static String of(VerificationReport report, SchemaParity schema) {
        try {
            JunitXml junit = new JunitXml(report, schema);
            junit.suite();
            return junit.text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a verification that is no XML", e);
        }
    }

    private void suite() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        start("testsuite", "name", "landfall verify");
        attribute("tests", report.tables().size() + 1);
        attribute("failures", count(Verdict.DIFFERENT) + (schema.same() ? 0 : 1));
        attribute("errors", count(Verdict.UNSETTLED) + count(Verdict.UNREAD));
        attribute("skipped", 0);
        attribute("timestamp", report.startedAt().toString());
        attribute("time", seconds(report.took().toMillis()));
        for (TableVerdict table : report.tables()) {
            testCase(table);
        }
        schemaCase();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(TableVerdict table) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        start("testcase", "classname", table.table().database());
        attribute("name", table.table().name());
        attribute("time", seconds(table.took().toMillis()));
        Verdict verdict = Verdict.of(table);
        if (verdict != Verdict.EQUAL) {
            xml.writeCharacters("\n    ");
            start(verdict == Verdict.DIFFERENT ? "failure" : "error", "message", VerificationWords.finding(table));
            attribute("type", verdict.failure().orElseThrow().code());
            xml.writeCharacters(printable(
                    table.differences().stream().map(JunitXml::describe).collect(Collectors.joining("\n"))));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }

    private void schemaCase() throws XMLStreamException {
        xml.writeCharacters("\n  ");
        start("testcase", "classname", "landfall");
        attribute("name", "schema");
        attribute("time", seconds(0));
        if (!schema.same()) {
            xml.writeCharacters("\n    ");
            start("failure", "message", SchemaSection.headline(schema));
            attribute("type", FailureCode.SCHEMA_DIFFERS.code());
            xml.writeCharacters(printable(schema.differences().stream()
                    .map(difference -> difference.where() + ": planned " + difference.expected() + ", on the target "
                            + difference.seen())
                    .collect(Collectors.joining("\n"))));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }

    private static String describe(RowDifference difference) {
        String columns = difference.columns().stream()
                .map(column -> {
                    ValuePair values = ValuePair.of(difference.kind(), column);
                    return "\n  " + column.column() + ": source " + values.source() + ", target " + values.target()
                            + " (" + VerificationWords.cause(column.cause()) + ")";
                })
                .collect(Collectors.joining());
        return VerificationWords.kind(difference.kind()) + " " + difference.key()
                + VerificationWords.causeOf(difference) + columns;
    }

    private void start(String element, String attribute, Object value) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(attribute, value);
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value.toString()));
    }

    private long count(Verdict verdict) {
        return report.tables().stream()
                .filter(table -> Verdict.of(table) == verdict)
                .count();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1_000.0);
    }

    /** XML 1.0 has no way to write most control characters, nor half of a surrogate pair. */
    private static String printable(String text) {
        return text.codePoints()
                .map(character -> isXml(character) ? character : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int character) {
        boolean control = character < ' ' && character != '\t' && character != '\n';
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean noCharacter = (character & 0xFFFE) == 0xFFFE;
        return !control && !surrogate && !noCharacter;
    }
}
