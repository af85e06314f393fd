package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.RepairOutcome;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict, then table per table, then the differences with both sides' values. */
public final class VerificationPage implements ResultPage {
    private final VerificationReport report;
    private final SchemaParity schema;
    private final PolicyEffects policies;
    private final @Nullable RepairOutcome repair;

    /** @param policies what was compared as they have it: such values are no differences */
    public VerificationPage(VerificationReport report, SchemaParity schema, PolicyEffects policies) {
        this(report, schema, policies, null);
    }

    /** @param repair null where nothing was to be repaired */
    public VerificationPage(
            VerificationReport report, SchemaParity schema, PolicyEffects policies, @Nullable RepairOutcome repair) {
        this.report = report;
        this.schema = schema;
        this.policies = policies;
        this.repair = repair;
    }

    /** The failure that the verdict is: of the rows, else of the schema; empty when everything is equal. */
    public Optional<FailureCode> failure() {
        return Outcome.of(report, schema).failure();
    }

    @Override
    public void print(TextPage page) {
        Outcome outcome = Outcome.of(report, schema);
        page.line(outcome.tone().paint(page.ink(), outcome.headline()) + ": " + VerificationWords.summary(report));
        page.line("Source position " + report.sourcePosition() + ".");
        page.line(VerificationWords.strength(report));
        SchemaSection.print(page, schema);
        page.blank();
        page.table(tables(page.ink()));
        report.tables().stream().filter(table -> !table.matches()).forEach(table -> details(page, table));
        PolicySection.print(page, policies);
        if (repair != null) {
            RepairSection.print(page, repair);
        }
    }

    /** Without the differences: each has been an event of its own. */
    @Override
    public JsonObject json() {
        return json(report.tables().stream().map(VerdictJson::summary).toList());
    }

    /** With the differences, for a file. */
    JsonObject fullJson() {
        return json(report.tables().stream().map(VerdictJson::withDifferences).toList());
    }

    private JsonObject json(List<JsonObject> tables) {
        JsonObject json = new JsonObject();
        failure().ifPresent(failure -> json.with("code", failure.code()));
        Duration pause = report.fencing().pause();
        String refused = report.fencing().refused();
        return json.with("verdict", Verdict.of(report))
                .with("strength", report.strength())
                .with("startedAt", report.startedAt().toString())
                .with("tookMillis", report.took().toMillis())
                .with("sourcePosition", report.sourcePosition())
                .with("pauseMillis", pause == null ? null : pause.toMillis())
                .with("notFrozen", refused.isEmpty() ? null : refused)
                .with("rows", report.rows())
                .with("differing", report.differing())
                .with("schema", SchemaSection.json(schema))
                .with("policies", PolicySection.json(policies))
                .with("rejectedRows", policies.rejected())
                .with("repair", repair == null ? null : RepairSection.json(repair))
                .with("tables", tables);
    }

    private TextTable tables(Ink ink) {
        TextTable table = new TextTable()
                .left("table")
                .right("source rows")
                .right("target rows")
                .right("differing")
                .right("took")
                .left("verdict");
        for (TableVerdict compared : report.tables()) {
            Verdict verdict = Verdict.of(compared);
            table.row(
                    cell -> verdict.paint(ink, cell),
                    compared.table().toString(),
                    Figures.count(compared.sourceRows()),
                    Figures.count(compared.targetRows()),
                    Figures.count(compared.differing()),
                    Figures.duration(compared.took()),
                    VerificationWords.word(verdict));
        }
        return table;
    }

    private static void details(TextPage page, TableVerdict table) {
        int shown = table.differences().size();
        boolean all = shown == table.differing();
        page.heading(table.table() + ": " + VerificationWords.finding(table)
                + (all || shown == 0 ? "" : "; the first " + Figures.count(shown) + ":"));
        if (shown > 0) {
            page.line("  By cause: " + VerificationWords.causes(table) + ".");
        }
        table.differences().forEach(difference -> difference(page, difference));
    }

    private static void difference(TextPage page, RowDifference difference) {
        page.line("  " + page.ink().bad(VerificationWords.kind(difference.kind())) + "  "
                + ValuePair.printable(difference.key()) + VerificationWords.causeOf(difference));
        TextTable columns =
                new TextTable().left("column").left("source").left("target").left("cause");
        difference.columns().forEach(column -> {
            ValuePair values = ValuePair.of(difference.kind(), column);
            columns.row(column.column(), values.source(), values.target(), VerificationWords.cause(column.cause()));
        });
        columns.lines(page.ink()).forEach(line -> page.line("      " + line));
    }
}
