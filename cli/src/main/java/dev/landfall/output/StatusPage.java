package dev.landfall.output;

import dev.landfall.run.KeptVerification;
import dev.landfall.run.StatusReport;
import dev.landfall.run.StatusReport.CopyStatus;
import dev.landfall.run.StatusReport.SnapshotStatus;
import dev.landfall.throttle.CopyState;
import org.jspecify.annotations.Nullable;

/** Where a migration stands. */
public final class StatusPage implements ResultPage {
    /** The phase after which the question of a cutover is answered for good. */
    private static final String HANDED_OVER = "handed-over";

    private final StatusReport report;
    private final StreamSection stream;

    public StatusPage(StatusReport report) {
        this.report = report;
        this.stream = new StreamSection(report);
    }

    /** 0 when it is safe to cut over or has been done, 1 when the answer is no. */
    public int exitCode() {
        return report.safeToCutOver() || handedOver() ? 0 : 1;
    }

    /** Whether the migration has reached its end. */
    public boolean handedOver() {
        return report.phase().equals(HANDED_OVER);
    }

    @Override
    public void print(TextPage page) {
        Ink ink = page.ink();
        page.line(ink.strong(report.name()) + ": " + ink.strong(report.phase()));
        page.blank();
        page.line("source    " + report.source() + at(", at ", report.sourcePosition()));
        page.line("target    " + report.target() + at(", applied up to ", report.appliedPosition()));
        page.line("stream    " + stream.line(ink));
        page.line("verified  " + verified());
        if (report.lastVerification() != null) {
            page.line("          " + verification(report.lastVerification()));
        }
        if (report.snapshot() != null) {
            page.line("snapshot  " + report.snapshot().step() + ", "
                    + OutlookWords.of(report.snapshot().outlook()));
        }
        if (report.copy() != null) {
            copy(page, report.copy());
        }
        stream.print(page);
        WayBackSection.print(page, report.wayBack());
        page.blank();
        verdict(page);
        if (!report.tables().isEmpty()) {
            page.blank();
            page.table(TablesSection.table(report));
        }
        GroupsSection.print(page, report.groups());
        PolicySection.print(page, report.policies());
    }

    private String verified() {
        if (report.lastCleanVerification() != null) {
            return "clean at " + report.lastCleanVerification();
        }
        return report.lastVerification() == null ? "not yet" : "no";
    }

    private static void copy(TextPage page, CopyStatus copy) {
        Ink ink = page.ink();
        CopyState state = copy.state();
        String history = state.historyLength() == null ? "" : ", history list " + Figures.count(state.historyLength());
        String view =
                state.viewAge() == null ? "no read view" : "read view " + Figures.duration(state.viewAge()) + " old";
        // Behind the copy there is nothing to say of it, unless something is held.
        if (state.viewAge() != null || !state.held().isEmpty()) {
            page.line("copy      " + held(state, ink) + ", " + Figures.count(state.workers(), "worker") + ", " + view
                    + history);
        }
        BinlogSection.print(page, copy.binlog());
    }

    private static String held(CopyState state, Ink ink) {
        return state.held().isEmpty()
                ? ink.good("running")
                : ink.doubtful("held") + ": " + String.join("; ", state.held());
    }

    /** For a log. */
    String oneLine() {
        String held = report.copy() == null || report.copy().state().held().isEmpty()
                ? ""
                : "; held: " + String.join("; ", report.copy().state().held());
        return report.name() + ": " + report.phase() + held + "; stream " + stream.line(Ink.NONE)
                + "; safe to cut over: " + (report.safeToCutOver() ? "yes" : "no");
    }

    @Override
    public JsonObject json() {
        return JsonObject.of("name", report.name())
                .with("phase", report.phase())
                .with("source", report.source())
                .with("target", report.target())
                .with("sourcePosition", report.sourcePosition())
                .with("appliedPosition", report.appliedPosition())
                .with("streamRunning", report.streamRunning())
                .with("lagTransactions", report.lag().transactions())
                .with("lagMillis", report.lag().millis())
                .with("lagBytes", report.lag().bytes())
                .with("lastCleanVerification", report.lastCleanVerification())
                .with("lastVerification", report.lastVerification() == null ? null : json(report.lastVerification()))
                .with("safeToCutOver", report.safeToCutOver())
                .with("reasons", report.reasons())
                .with("policies", PolicySection.json(report.policies()))
                .with("rejectedRows", report.policies().rejected())
                .with("snapshot", report.snapshot() == null ? null : json(report.snapshot()))
                .with("copy", report.copy() == null ? null : json(report.copy()))
                .with("stream", stream.json())
                .with("wayBack", WayBackSection.json(report.wayBack()))
                .with("groups", GroupsSection.json(report.groups()))
                .with(
                        "tables",
                        report.tables().stream().map(TablesSection::json).toList());
    }

    private static String at(String words, @Nullable String position) {
        return position == null || position.isEmpty() ? "" : words + position;
    }

    private void verdict(TextPage page) {
        Ink ink = page.ink();
        if (handedOver()) {
            page.line(ink.good("Handed over") + ": PostgreSQL owns the data."
                    + (report.wayBack() == null ? " There is no way back." : ""));
        } else {
            page.line("Safe to cut over: " + (report.safeToCutOver() ? ink.good("yes") : ink.bad("no"))
                    + (report.reasons().isEmpty() ? "" : ", because"));
            report.reasons().forEach(reason -> page.labelled("  - ", reason));
        }
    }

    private static String verification(KeptVerification run) {
        return "last of all " + Figures.count(run.tables(), "table") + ": " + run.verdict()
                + (run.differing() == 0 ? "" : ", " + Figures.count(run.differing(), "row") + " differing")
                + ", " + run.strength() + ", at " + run.position() + ", ended " + Figures.duration(run.age())
                + " ago";
    }

    private static JsonObject json(KeptVerification run) {
        return JsonObject.of("verdict", run.verdict())
                .with("strength", run.strength())
                .with("sourcePosition", run.position())
                .with("tableCount", run.tables())
                .with("rows", run.rows())
                .with("differing", run.differing())
                .with("tookMillis", run.took().toMillis())
                .with("endedAt", run.endedAt().toString())
                .with("counts", run.counts());
    }

    private static JsonObject json(SnapshotStatus snapshot) {
        return JsonObject.of("step", snapshot.step())
                .with("etaSeconds", OutlookWords.seconds(snapshot.outlook().left()))
                .with("uncounted", snapshot.outlook().uncounted());
    }

    private static JsonObject json(CopyStatus copy) {
        CopyState state = copy.state();
        return JsonObject.of("held", state.held())
                .with("workers", state.workers())
                .with(
                        "viewAgeSeconds",
                        state.viewAge() == null ? null : state.viewAge().toSeconds())
                .with("historyLength", state.historyLength())
                .with("etaSeconds", OutlookWords.seconds(state.eta()))
                .with("binlog", BinlogSection.json(copy.binlog()));
    }
}
