package dev.landfall.output;

import dev.landfall.cutover.CutoverReceipt;
import dev.landfall.cutover.FenceReport;
import dev.landfall.cutover.SourceSession;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cutover, or a rehearsal, says about its fence. */
final class FenceSection {
    /** Of a list of sessions; all of them are in JSON. */
    private static final int SHOWN = 10;

    private FenceSection() {}

    static void print(TextPage page, CutoverReceipt receipt) {
        FenceReport fence = receipt.fence();
        if (!receipt.handedOver()) {
            sessions(page, "Not held back by read_only: ", fence.sessions().bypassing());
            sessions(page, "COMMIT would be refused: ", fence.sessions().refused());
            page.line("What would make it longer:");
            fence.longer().forEach(reason -> page.labelled("  - ", reason));
            return;
        }
        if (fence.singleTables()) {
            page.line("The fence waited for every transaction that had used these tables, and no change of");
            page.line("them came through the binary log behind it.");
        } else {
            page.line("The source had stood still for " + Figures.duration(fence.stoodStill())
                    + " before the drain, and was at the same position right before the hand-over.");
        }
        sessions(page, "Ended: ", fence.ended());
        sessions(page, "COMMIT refused: ", fence.sessions().refused());
        sessions(page, page.ink().doubtful("Could still write to MariaDB") + ": ", fence.left());
    }

    private static void sessions(TextPage page, String label, List<SourceSession> sessions) {
        sessions.stream().limit(SHOWN).forEach(session -> page.line(label + "session " + session.text()));
        if (sessions.size() > SHOWN) {
            page.line(label + "and " + Figures.count(sessions.size() - SHOWN, "session") + " more");
        }
    }

    static JsonObject json(FenceReport fence) {
        return JsonObject.of("stoodStillMillis", fence.stoodStill().toMillis())
                .with("bypassing", json(fence.sessions().bypassing()))
                .with("refused", json(fence.sessions().refused()))
                .with("ended", json(fence.ended()))
                .with("left", json(fence.left()))
                .with("unknown", fence.sessions().unknown())
                .with("longer", fence.longer());
    }

    private static List<JsonObject> json(List<SourceSession> sessions) {
        return sessions.stream().map(FenceSection::json).toList();
    }

    private static JsonObject json(SourceSession session) {
        return JsonObject.of("session", session.id())
                .with("user", session.user())
                .with("host", session.host())
                .with("state", session.command())
                .with("lastingMillis", session.lasting().toMillis())
                .with("transactionMillis", millis(session.transaction()))
                .with("changedRows", session.changedRows())
                .with("statement", session.statement());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
