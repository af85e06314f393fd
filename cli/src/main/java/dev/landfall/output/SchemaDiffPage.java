package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaDifference;
import java.util.List;

/** How the target schema is not the planned one. */
public final class SchemaDiffPage implements ResultPage {
    private final List<SchemaDifference> differences;

    public SchemaDiffPage(List<SchemaDifference> differences) {
        this.differences = List.copyOf(differences);
    }

    @Override
    public void print(TextPage page) {
        if (differences.isEmpty()) {
            page.line(page.ink().good("SAME") + ": the target schema is the planned one.");
            return;
        }
        page.line(page.ink().bad("DIFFERENT (" + FailureCode.SCHEMA_DIFFERS.code() + ")") + ": "
                + Figures.count(differences.size(), "difference") + " between plan and target.");
        page.blank();
        TextTable table = new TextTable().left("where").left("planned").left("on the target");
        differences.forEach(difference -> table.row(difference.where(), difference.expected(), difference.seen()));
        page.table(table);
    }

    @Override
    public JsonObject json() {
        JsonObject json = new JsonObject();
        if (!differences.isEmpty()) {
            json.with("code", FailureCode.SCHEMA_DIFFERS.code());
        }
        return json.with("same", differences.isEmpty())
                .with(
                        "differences",
                        differences.stream()
                                .map(difference -> JsonObject.of("where", difference.where())
                                        .with("expected", difference.expected())
                                        .with("seen", difference.seen()))
                                .toList());
    }
}
