package dev.landfall.output;

import dev.landfall.run.ControlReport;

/** What can be changed while a snapshot copies, and what is in force. */
public final class ControlPage implements ResultPage {
    private final ControlReport report;

    public ControlPage(ControlReport report) {
        this.report = report;
    }

    @Override
    public void print(TextPage page) {
        TextTable table = new TextTable().left("limit").right("configured").right("now in force");
        report.settings().forEach(setting -> table.row(setting.name(), setting.configured(), setting.inForce()));
        page.table(table);
        page.blank();
        page.line(verdict(page.ink()));
    }

    private String verdict(Ink ink) {
        if (!report.copying()) {
            return report.paused()
                    ? "No snapshot copies now; one that is started waits for migrate ctl resume."
                    : "No snapshot copies now.";
        }
        if (!report.held().isEmpty()) {
            return ink.doubtful("held") + ": " + String.join("; ", report.held());
        }
        return ink.good("copying");
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
                .with("copying", report.copying())
                .with("paused", report.paused())
                .with("held", report.held());
    }
}
