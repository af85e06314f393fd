package dev.landfall.output;

import dev.landfall.apply.LossLedger;
import dev.landfall.run.PolicyEffects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What policies have done to values, in every report of a migration. */
final class PolicySection {
    private PolicySection() {}

    /** Nothing where no policy has had to act. */
    static void print(TextPage page, PolicyEffects effects) {
        if (effects.isEmpty()) {
            return;
        }
        page.heading("Values that did not fit, by policy");
        TextTable table = new TextTable()
                .left("column")
                .left("loss")
                .left("policy")
                .right("in snapshot")
                .right("in stream")
                .left("for example");
        for (LossLedger.Entry loss : effects.losses()) {
            table.row(
                    loss.table() + "." + loss.column(),
                    loss.loss(),
                    loss.policy(),
                    Figures.count(loss.inSnapshot()),
                    Figures.count(loss.inStream()),
                    ValuePair.printable(loss.sampleKeys()));
        }
        page.table(table);
        new TreeMap<>(effects.rejectedRows())
                .forEach((name, rows) -> page.line(Figures.count(rows, "row") + " of " + name
                        + (rows == 1 ? " is" : " are") + " set aside in landfall.rejected_row."));
    }

    static List<Map<String, Object>> html(PolicyEffects effects) {
        return effects.losses().stream()
                .<Map<String, Object>>map(loss -> Map.of(
                        "column", loss.table() + "." + loss.column(),
                        "loss", loss.loss(),
                        "policy", loss.policy(),
                        "inSnapshot", Figures.count(loss.inSnapshot()),
                        "inStream", Figures.count(loss.inStream()),
                        "sampleKeys", loss.sampleKeys()))
                .toList();
    }

    static List<JsonObject> json(PolicyEffects effects) {
        return effects.losses().stream()
                .map(loss -> JsonObject.of("table", loss.table())
                        .with("column", loss.column())
                        .with("loss", loss.loss())
                        .with("policy", loss.policy())
                        .with("inSnapshot", loss.inSnapshot())
                        .with("inStream", loss.inStream())
                        .with("sampleKeys", loss.sampleKeys()))
                .toList();
    }
}
