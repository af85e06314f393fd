package dev.landfall.output;

import dev.landfall.run.StatusReport;
import dev.landfall.run.StatusReport.TableProof;
import dev.landfall.run.StatusReport.TableStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a status says about each table: how far it is copied, and behind the snapshot up to where it is verified. */
final class TablesSection {
    private TablesSection() {}

    static TextTable table(StatusReport report) {
        return report.stream() == null ? copied(report) : verified(report.tables());
    }

    private static TextTable copied(StatusReport report) {
        TextTable table = new TextTable()
                .left("table")
                .left("phase")
                .right("rows")
                .right("of about")
                .right("bytes")
                .right("chunks");
        if (report.snapshot() != null) {
            table.right("rows/s").right("ETA");
        }
        for (TableStatus status : report.tables()) {
            List<String> cells = new ArrayList<>(List.of(
                    status.table(),
                    status.phase(),
                    Figures.count(status.rows()),
                    Figures.count(status.expectedRows()),
                    Figures.bytes(status.bytes()),
                    status.chunksDone() + "/" + status.chunks()));
            if (report.snapshot() != null) {
                cells.add(status.rowsPerSecond() == null ? "" : Figures.count(status.rowsPerSecond()));
                cells.add(status.eta() == null ? "" : OutlookWords.text(status.eta()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static TextTable verified(List<TableStatus> tables) {
        TextTable table = new TextTable()
                .left("table")
                .right("rows copied")
                .right("bytes")
                .left("verified up to")
                .right("changed since");
        for (TableStatus status : tables) {
            TableProof proof = status.proof();
            table.row(
                    status.table(),
                    Figures.count(status.rows()),
                    Figures.bytes(status.bytes()),
                    proof == null ? "-" : proof.position(),
                    proof == null ? "" : changed(proof));
        }
        return table;
    }

    private static String changed(TableProof proof) {
        if (proof.compareWhole()) {
            return "all of it";
        }
        return proof.changedRows() == null ? "many" : Figures.count(proof.changedRows());
    }

    static JsonObject json(TableStatus status) {
        return JsonObject.of("table", status.table())
                .with("phase", status.phase())
                .with("rows", status.rows())
                .with("expectedRows", status.expectedRows())
                .with("bytes", status.bytes())
                .with("chunksDone", status.chunksDone())
                .with("chunks", status.chunks())
                .with("rowsPerSecond", status.rowsPerSecond())
                .with("etaSeconds", OutlookWords.seconds(status.eta()))
                .with("proof", json(status.proof()));
    }

    private static @Nullable JsonObject json(@Nullable TableProof proof) {
        return proof == null
                ? null
                : JsonObject.of("position", proof.position())
                        .with("at", proof.at())
                        .with("changedRows", proof.changedRows())
                        .with("compareWhole", proof.compareWhole());
    }
}
