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
        page.table(SchemaSection.differences(differences));
    }

    @Override
    public JsonObject json() {
        JsonObject json = new JsonObject();
        if (!differences.isEmpty()) {
            json.with("code", FailureCode.SCHEMA_DIFFERS.code());
        }
        return json.with("same", differences.isEmpty()).with("differences", SchemaSection.json(differences));
    }
}
