package dev.landfall.output;

import dev.landfall.run.StatusReport.GroupStatus;
import java.util.List;

/** What a status says about groups of tables that are cut over by themselves. */
final class GroupsSection {
    private GroupsSection() {}

    static void print(TextPage page, List<GroupStatus> groups) {
        if (groups.isEmpty()) {
            return;
        }
        TextTable table = new TextTable()
                .left("group")
                .left("phase")
                .right("tables")
                .left("stream")
                .left("way back");
        for (GroupStatus group : groups) {
            table.row(
                    group.name(),
                    group.phase(),
                    Figures.count(group.tables()),
                    stream(page.ink(), group),
                    group.reverseRunning() ? "running" : "-");
        }
        page.blank();
        page.table(table);
    }

    /** Without one a group that is not handed over falls behind, and MariaDB keeps its log no longer than for anybody. */
    private static String stream(Ink ink, GroupStatus group) {
        if (group.lag() == null) {
            return group.streamRunning() ? ink.good("running") : "-";
        }
        return (group.streamRunning() ? ink.good("running") : ink.doubtful("not running")) + ", "
                + PlainLine.lag(group.lag());
    }

    static List<JsonObject> json(List<GroupStatus> groups) {
        return groups.stream()
                .map(group -> JsonObject.of("name", group.name())
                        .with("phase", group.phase())
                        .with("tables", group.tables())
                        .with("streamRunning", group.streamRunning())
                        .with("appliedPosition", group.appliedPosition())
                        .with(
                                "lagTransactions",
                                group.lag() == null ? null : group.lag().transactions())
                        .with(
                                "lagMillis",
                                group.lag() == null ? null : group.lag().millis())
                        .with(
                                "lagBytes",
                                group.lag() == null ? null : group.lag().bytes())
                        .with("reverseRunning", group.reverseRunning()))
                .toList();
    }
}
