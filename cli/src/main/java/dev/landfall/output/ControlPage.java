package dev.landfall.output;

import dev.landfall.run.ControlReport;
import java.util.Map;

/** What can be changed while a snapshot copies or a stream runs, and what is in force. */
public final class ControlPage implements ResultPage {
    private static final Map<String, String> STEPS = Map.of(
            "copy", "copying",
            "index", "building indexes",
            "align", "catching up with the source",
            "keys", "adding keys",
            "views", "filling materialized views",
            "analyze", "analyzing");

    private final ControlReport report;

    public ControlPage(ControlReport report) {
        this.report = report;
    }

    @Override
    public void print(TextPage page) {
        TextTable table = isSnapshot()
                ? new TextTable().left("limit").right("configured").right("now in force")
                : new TextTable().left("setting").right("now in force");
        for (ControlReport.Setting setting : report.settings()) {
            if (isSnapshot()) {
                table.row(setting.name(), setting.configured(), setting.inForce());
            } else {
                table.row(setting.name(), setting.inForce());
            }
        }
        page.table(table);
        page.blank();
        page.line(verdict(page.ink()));
    }

    private boolean isSnapshot() {
        return report.run() == ControlReport.Run.SNAPSHOT;
    }

    private String verdict(Ink ink) {
        if (!report.running()) {
            String none = isSnapshot() ? "No snapshot runs now" : "No stream runs now";
            return none + (report.paused() ? "; one that is started waits for migrate ctl resume." : ".");
        }
        if (!report.taken()) {
            return ink.doubtful("not yet")
                    + ": the stream finishes what it is applying first; migrate ctl shows when it has.";
        }
        if (!report.held().isEmpty()) {
            return ink.doubtful("held") + ": " + String.join("; ", report.held());
        }
        if (!isSnapshot()) {
            return ink.good("streaming");
        }
        return ink.good(STEPS.getOrDefault(report.step(), "running")) + (report.paused() ? soon() : "");
    }

    /** Nothing is held while a snapshot catches up; elsewhere it takes a moment. */
    private String soon() {
        return report.step().equals("align") ? ", and paused from the next step on" : ", and about to pause";
    }

    @Override
    public JsonObject json() {
        return JsonObject.of(
                        "settings",
                        report.settings().stream()
                                .map(setting -> JsonObject.of("name", setting.name())
                                        .with("configured", setting.configured())
                                        .with("inForce", setting.inForce()))
                                .toList())
                .with("copying", isSnapshot() && report.running())
                .with("streaming", !isSnapshot() && report.running())
                .with("paused", report.paused())
                .with("held", report.held())
                .with("taken", report.taken());
    }
}
