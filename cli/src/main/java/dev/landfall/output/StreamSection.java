package dev.landfall.output;

import dev.landfall.event.GtidSet;
import dev.landfall.run.EventTotals;
import dev.landfall.run.StatusReport;
import dev.landfall.run.StatusReport.StreamStatus;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.StreamOrders;
import org.jspecify.annotations.Nullable;

/** What a status says about the stream. */
final class StreamSection {
    private final StatusReport report;
    private final @Nullable StreamStatus stream;

    StreamSection(StatusReport report) {
        this.report = report;
        this.stream = report.stream();
    }

    /** Whether it runs, what it waits for, where it ends, and how far behind it is. */
    String line(Ink ink) {
        String end = stopAt() == null ? "" : ", ends at " + stopAt();
        String lag = report.appliedPosition() == null ? "" : ", " + PlainLine.lag(report.lag());
        return state(ink) + end + lag;
    }

    private String state(Ink ink) {
        if (!report.streamRunning()) {
            return ink.doubtful("not running") + (isPaused() ? " and " + pause(ink) : "");
        }
        if (!isPaused()) {
            return ink.good("running");
        }
        return isTaken() ? ink.doubtful("held") + ": " + pause(ink) : ink.good("running") + ", soon " + pause(ink);
    }

    private boolean isPaused() {
        return stream != null && stream.orders().paused();
    }

    private String pause(Ink ink) {
        return ink.bad(new Hold.Paused().text())
                + (stream == null ? "" : " since " + stream.orders().pausedAt());
    }

    /** Of a stream that runs; null where it ends where it was started to. */
    private @Nullable GtidSet stopAt() {
        return stream == null || !report.streamRunning()
                ? null
                : stream.orders().stopAt();
    }

    /** Whether the stream that runs goes by all that it was told. */
    private boolean isTaken() {
        return stream == null
                || !report.streamRunning()
                || stream.orders().taken() >= stream.orders().number();
    }

    /** An equation: what does not add up has stopped the stream. */
    private static String events(EventTotals events) {
        return Figures.count(events.read()) + " read = " + Figures.count(events.applied()) + " applied + "
                + Figures.count(events.skipped()) + " skipped + " + Figures.count(events.rejected()) + " rejected";
    }

    /** What has gone through it, and what somebody has to act upon. */
    void print(TextPage page) {
        if (stream == null) {
            return;
        }
        page.line("events    " + events(stream.events()));
        BinlogSection.print(page, stream.binlog());
        ProofSection.print(page, stream.proof());
        if (isPaused()) {
            page.labelled(
                    "paused    ", "No stream applies anything, also none that is started, until migrate ctl resume.");
        }
    }

    /** Null before the snapshot is finished, and after the hand-over. */
    @Nullable
    JsonObject json() {
        if (stream == null) {
            return null;
        }
        StreamOrders orders = stream.orders();
        return JsonObject.of("paused", orders.paused())
                .with("pausedAt", orders.pausedAt() == null ? null : String.valueOf(orders.pausedAt()))
                .with("batch", orders.batch())
                .with("stopAt", stopAt() == null ? null : String.valueOf(stopAt()))
                .with("taken", isTaken())
                .with("binlog", BinlogSection.json(stream.binlog()))
                .with("events", json(stream.events()))
                .with("proof", ProofSection.json(stream.proof()));
    }

    private static JsonObject json(EventTotals events) {
        return JsonObject.of("read", events.read())
                .with("applied", events.applied())
                .with("skipped", events.skipped())
                .with("rejected", events.rejected());
    }
}
