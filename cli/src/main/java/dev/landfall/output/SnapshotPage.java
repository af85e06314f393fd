package dev.landfall.output;

import dev.landfall.run.SnapshotReceipt;
import dev.landfall.run.SnapshotReceipt.TableCopied;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What was copied: table per table, then step by step. */
public final class SnapshotPage implements ResultPage {
    private final SnapshotReceipt receipt;

    public SnapshotPage(SnapshotReceipt receipt) {
        this.receipt = receipt;
    }

    @Override
    public void print(TextPage page) {
        StepTable steps = new StepTable();
        receipt.steps().forEach(step -> steps.step(step.name(), step.took()));
        long rejected = sum(TableCopied::rejected);
        page.line(page.ink().good("COPIED") + ": "
                + Figures.count(receipt.tables().size(), "table") + ", "
                + Figures.count(sum(TableCopied::rows), "row") + ", " + Figures.bytes(sum(TableCopied::bytes)) + " in "
                + Figures.duration(steps.total())
                + (receipt.resumed() ? ", with what an earlier run had copied" : "")
                + (rejected == 0 ? "." : ", " + page.ink().bad(Figures.count(rejected, "row") + " rejected") + "."));
        page.line("The target is at source position " + receipt.position() + ".");
        page.blank();
        page.table(tables());
        page.blank();
        page.table(steps.table());
        receipt.notes().forEach(note -> page.labelled("! ", note));
        PolicySection.print(page, receipt.policies());
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("position", receipt.position())
                .with("resumed", receipt.resumed())
                .with("rows", sum(TableCopied::rows))
                .with("bytes", sum(TableCopied::bytes))
                .with("rejected", sum(TableCopied::rejected))
                .with(
                        "tables",
                        receipt.tables().stream().map(SnapshotPage::json).toList())
                .with("policies", PolicySection.json(receipt.policies()))
                .with("notes", receipt.notes())
                .with("steps", steps());
    }

    private List<JsonObject> steps() {
        return receipt.steps().stream()
                .map(step -> StepTable.json(step.name(), step.took()))
                .toList();
    }

    private TextTable tables() {
        TextTable table = new TextTable()
                .left("table")
                .right("rows")
                .right("bytes")
                .right("copy")
                .right("index")
                .right("rejected");
        for (TableCopied copied : receipt.tables()) {
            table.row(
                    copied.table(),
                    Figures.count(copied.rows()),
                    Figures.bytes(copied.bytes()),
                    Figures.duration(copied.copy()),
                    Figures.duration(copied.index()),
                    Figures.count(copied.rejected()));
        }
        return table.footer(
                "total",
                Figures.count(sum(TableCopied::rows)),
                Figures.bytes(sum(TableCopied::bytes)),
                Figures.duration(total(TableCopied::copy)),
                Figures.duration(total(TableCopied::index)),
                Figures.count(sum(TableCopied::rejected)));
    }

    private static JsonObject json(TableCopied copied) {
        return JsonObject.of("table", copied.table())
                .with("rows", copied.rows())
                .with("bytes", copied.bytes())
                .with("copyMillis", copied.copy().toMillis())
                .with("indexMillis", copied.index().toMillis())
                .with("rejected", copied.rejected());
    }

    private long sum(ToLongFunction<TableCopied> figure) {
        return receipt.tables().stream().mapToLong(figure).sum();
    }

    private Duration total(Function<TableCopied, Duration> figure) {
        return receipt.tables().stream().map(figure).reduce(Duration.ZERO, Duration::plus);
    }
}
