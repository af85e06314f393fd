package dev.landfall.output;

import dev.landfall.output.ProgressView.Compared;
import dev.landfall.output.ProgressView.Stream;
import dev.landfall.output.ProgressView.Total;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.run.Progress.CopyProgress;
import dev.landfall.run.Progress.StreamProgress;
import dev.landfall.run.StreamLag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All progress in one line, for logs. */
final class PlainLine {
    private PlainLine() {}

    static String of(ProgressView view) {
        List<String> parts = new ArrayList<>();
        if (view.total() != null && view.copying()) {
            parts.add(total(view.total()));
        }
        if (view.copy() != null && !view.copy().held().isEmpty()) {
            parts.add("held: " + held(view.copy()));
        }
        if (view.copy() != null) {
            view(view.copy()).ifPresent(parts::add);
        }
        if (view.stream() != null) {
            parts.add(stream(view.stream()));
        }
        if (view.compared() != null) {
            parts.add(compared(view.compared()));
        }
        String head = (view.phase().isEmpty() ? "working" : view.phase()) + " " + Figures.duration(view.phaseTook());
        return parts.isEmpty() ? head : head + ": " + String.join("; ", parts);
    }

    private static String total(Total total) {
        String rate = total.rowsPerSecond().isPresent()
                ? ", " + Figures.rate(total.rowsPerSecond().getAsDouble()) + " rows/s"
                : "";
        return total.tablesCopied() + " of " + Figures.count(total.tables(), "table") + " copied, "
                + Figures.count(total.rows()) + " of about " + Figures.count(total.expectedRows(), "row") + " ("
                + Figures.percent(total.share()) + "), " + Figures.bytes(total.bytes()) + rate + ", " + total.outlook()
                + OutlookWords.without(total.uncounted());
    }

    static String held(CopyProgress copy) {
        return String.join("; ", copy.held());
    }

    /** Empty while no read view is open. */
    static Optional<String> view(CopyProgress copy) {
        Duration age = copy.viewAge();
        if (age == null) {
            return Optional.empty();
        }
        String history = copy.historyLength() == null ? "" : ", history list " + Figures.count(copy.historyLength());
        return Optional.of("read view " + Figures.duration(Duration.ofSeconds(age.toSeconds())) + " old" + history);
    }

    private static String stream(Stream stream) {
        StreamProgress progress = stream.progress();
        String held = progress.held().isEmpty() ? "" : "held: " + String.join("; ", progress.held()) + "; ";
        String rate = stream.changesPerSecond().isPresent()
                ? ", " + Figures.rate(stream.changesPerSecond().getAsDouble()) + " changes/s"
                : "";
        return held + lag(stream) + ", " + Figures.count(progress.transactions(), "transaction") + " and "
                + Figures.count(progress.changes(), "change") + " applied" + rate + ", at "
                + progress.appliedPosition()
                + binlog(progress).map(binlog -> "; " + binlog).orElse("");
    }

    /** Where the source might purge what the stream needs. */
    static Optional<String> binlog(StreamProgress progress) {
        BinlogForecast binlog = progress.binlog();
        return binlog == null || binlog.urgency() == BinlogForecast.Urgency.NONE
                ? Optional.empty()
                : Optional.of("binary log kept for at least " + Figures.duration(binlog.left()) + " more");
    }

    /** The lag, and what becomes of it as far as that can be told. */
    static String lag(Stream stream) {
        StreamProgress progress = stream.progress();
        String lag = lag(progress.lag());
        if (progress.inWork() > 0) {
            return lag + ", now at one with " + Figures.count(progress.inWork(), "change") + " so far";
        }
        if (!progress.held().isEmpty()) {
            return lag;
        }
        if (stream.fallsBehind()) {
            return lag + " and not catching up";
        }
        return stream.caughtUpIn()
                .map(eta -> lag + ", caught up in " + Figures.duration(eta))
                .orElse(lag);
    }

    /** Time alone or transactions alone where the other cannot be told. */
    static String lag(StreamLag lag) {
        if (lag.isCaughtUp()) {
            return "caught up";
        }
        Long bytes = lag.bytes();
        String time = lag.millis() == 0 ? "" : Figures.duration(Duration.ofMillis(lag.millis())) + " and ";
        String size = bytes == null || bytes == 0 ? "" : " (" + Figures.bytes(bytes) + ")";
        return time + Figures.count(lag.transactions(), "transaction") + size + " behind";
    }

    static String compared(Compared compared) {
        String verdict = compared.different() == 0 ? "all equal" : compared.different() + " different";
        return Figures.count(compared.tables(), "table") + " and " + Figures.count(compared.rows(), "row")
                + " compared, "
                + (compared.unsettled() == 0 ? verdict : verdict + ", " + compared.unsettled() + " not settled");
    }
}
