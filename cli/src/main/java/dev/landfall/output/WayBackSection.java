package dev.landfall.output;

import dev.landfall.run.StatusReport.WayBackStatus;
import dev.landfall.window.WindowEnd;
import org.jspecify.annotations.Nullable;

/** What a status says about the way back. */
final class WayBackSection {
    private WayBackSection() {}

    static void print(TextPage page, @Nullable WayBackStatus way) {
        if (way == null) {
            return;
        }
        Ink ink = page.ink();
        if (!way.open()) {
            page.labelled(
                    "slot      ",
                    way.slot() + " keeps " + Figures.bytes(way.keptBytes())
                            + " of PostgreSQL's log for a cutover that is under way"
                            + " or was cut short: migrate cutover uses or removes it, and so does migrate cleanup");
            return;
        }
        String state = !way.usable()
                ? ink.bad("broken") + ": the slot is gone, or log that it needs"
                : way.running() ? ink.good("running") : ink.doubtful("not running");
        page.line("way back  " + state + ", MariaDB at " + way.position() + ", " + Figures.bytes(way.lagBytes())
                + " behind, " + Figures.count(way.applied(), "change") + " brought back");
        page.line("slot      " + way.slot() + " keeps " + Figures.bytes(way.keptBytes()) + " of PostgreSQL's log");
        if (way.end() != null) {
            page.labelled("window    ", window(way.end()));
        }
    }

    /** For whoever may want to give it up. */
    static String window(WindowEnd end) {
        return end.passed()
                ? "over since " + end.at() + ": migrate cutover --final gives the way back up"
                : "ends at " + end.at() + ", in " + Figures.duration(end.left());
    }

    static @Nullable JsonObject json(@Nullable WayBackStatus way) {
        if (way == null) {
            return null;
        }
        return JsonObject.of("slot", way.slot())
                .with("open", way.open())
                .with("running", way.running())
                .with("position", way.position())
                .with("lagBytes", way.lagBytes())
                .with("keptBytes", way.keptBytes())
                .with("usable", way.usable())
                .with("applied", way.applied())
                .with("windowEndsAt", way.end() == null ? null : way.end().at().toString())
                .with("windowOver", way.end() == null ? null : way.end().passed());
    }
}
