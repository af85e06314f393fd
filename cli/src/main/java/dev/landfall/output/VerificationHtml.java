package dev.landfall.output;

import dev.landfall.run.PolicyEffects;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A verification as an HTML page. */
final class VerificationHtml {
    private VerificationHtml() {}

    static String of(
            VerificationReport report, SchemaParity schema, PolicyEffects policies, String source, String target) {
        Outcome outcome = Outcome.of(report, schema);
        return HtmlTemplate.fill(
                "verification",
                Map.ofEntries(
                        Map.entry("tone", JsonObject.text(outcome.tone())),
                        Map.entry("headline", outcome.headline()),
                        Map.entry("summary", VerificationWords.summary(report)),
                        Map.entry("strength", VerificationWords.strength(report)),
                        Map.entry("source", source),
                        Map.entry("target", target),
                        Map.entry("position", report.sourcePosition()),
                        Map.entry(
                                "startedAt",
                                report.startedAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()),
                        Map.entry("took", Figures.duration(report.took())),
                        Map.entry("schemaTone", schema.same() ? "equal" : "different"),
                        Map.entry("schema", SchemaSection.headline(schema)),
                        Map.entry("schemaDifferences", SchemaSection.html(schema)),
                        Map.entry(
                                "notValidated",
                                schema.notValidated().isEmpty()
                                        ? List.of()
                                        : List.of(String.join(", ", schema.notValidated()))),
                        Map.entry("policies", PolicySection.html(policies)),
                        Map.entry(
                                "tables",
                                report.tables().stream()
                                        .map(table -> table(report, table))
                                        .toList()),
                        Map.entry(
                                "maps",
                                report.tables().stream()
                                        .filter(table -> table.differing() > 0)
                                        .map(KeyMap::of)
                                        .toList()),
                        Map.entry(
                                "different",
                                report.tables().stream()
                                        .filter(table -> !table.differences().isEmpty())
                                        .map(VerificationHtml::differences)
                                        .toList())));
    }

    private static Map<String, Object> table(VerificationReport report, TableVerdict table) {
        return Map.of(
                "table", table.table().toString(),
                "tone", JsonObject.text(Verdict.of(table)),
                "sourceRows", read(table, Figures.count(table.sourceRows())),
                "targetRows", read(table, Figures.count(table.targetRows())),
                "differing", read(table, Figures.count(table.differing())),
                "ranges", read(table, Figures.count(table.ranges())),
                "position", read(table, VerificationWords.position(report, table)),
                "took", Figures.duration(table.took()),
                "finding", VerificationWords.finding(table));
    }

    /** Nothing was counted, and nowhere, of a table that could not be read. */
    private static String read(TableVerdict table, String figure) {
        return table.unread() ? "\u2013" : figure;
    }

    private static Map<String, Object> differences(TableVerdict table) {
        long hidden = table.differing() - table.differences().size();
        return Map.of(
                "table", table.table().toString(),
                "finding", VerificationWords.finding(table),
                "causes", VerificationWords.causes(table),
                "hidden", hidden > 0 ? List.of(Figures.count(hidden)) : List.of(),
                "rows",
                        table.differences().stream()
                                .map(VerificationHtml::difference)
                                .toList());
    }

    private static Map<String, Object> difference(RowDifference difference) {
        return Map.of(
                "kind", VerificationWords.kind(difference.kind()),
                "key", difference.key(),
                "cause", VerificationWords.causeOf(difference),
                "columns",
                        difference.columns().stream()
                                .map(column -> {
                                    ValuePair values = ValuePair.of(difference.kind(), column);
                                    return Map.of(
                                            "column", column.column(),
                                            "source", values.source(),
                                            "target", values.target(),
                                            "cause", VerificationWords.cause(column.cause()));
                                })
                                .toList());
    }
}
