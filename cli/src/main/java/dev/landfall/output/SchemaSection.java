package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaParity;
import java.util.List;
import java.util.Map;

/** The schema's part of a verification. */
final class SchemaSection {
    private SchemaSection() {}

    static void print(TextPage page, SchemaParity schema) {
        page.line("Schema: "
                + (schema.same()
                        ? page.ink().good(headline(schema))
                        : page.ink().bad(headline(schema))) + ".");
        if (!schema.same()) {
            page.blank();
            page.table(differences(schema.differences()));
        }
        if (!schema.notValidated().isEmpty()) {
            page.line("Not validated, which the cutover waits for: " + String.join(", ", schema.notValidated()) + ".");
        }
    }

    static TextTable differences(List<SchemaDifference> differences) {
        TextTable table = new TextTable().left("where").left("planned").left("on the target");
        differences.forEach(difference -> table.row(difference.where(), difference.expected(), difference.seen()));
        return table;
    }

    static String headline(SchemaParity schema) {
        if (!schema.same()) {
            return "DIFFERENT (" + FailureCode.SCHEMA_DIFFERS.code() + "), "
                    + Figures.count(schema.differences().size(), "difference");
        }
        return schema.planned()
                ? "as planned"
                : "the target's own since the hand-over; counters are ahead of their columns";
    }

    static JsonObject json(SchemaParity schema) {
        return JsonObject.of("compared", schema.planned() ? "plan" : "counters")
                .with("same", schema.same())
                .with("differences", json(schema.differences()))
                .with("notValidated", schema.notValidated());
    }

    static List<JsonObject> json(List<SchemaDifference> differences) {
        return differences.stream()
                .map(difference -> JsonObject.of("where", difference.where())
                        .with("expected", difference.expected())
                        .with("seen", difference.seen()))
                .toList();
    }

    static List<Map<String, Object>> html(SchemaParity schema) {
        return schema.differences().stream()
                .<Map<String, Object>>map(difference -> Map.of(
                        "where", difference.where(), "expected", difference.expected(), "seen", difference.seen()))
                .toList();
    }
}
