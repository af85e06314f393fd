package dev.landfall.output;

import dev.landfall.forecast.Outlook;
import dev.landfall.run.Progress.CopyProgress;
import dev.landfall.run.Progress.StreamProgress;
import dev.landfall.run.Progress.TableProgress;
import dev.landfall.verify.TableVerdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers the latest of everything and how fast it grows. Thread-safe. */
final class ProgressBoard {
    private final LongSupplier nanoClock;
    private final Map<String, TableTrack> tables = new LinkedHashMap<>();
    private final RateWindow rows = new RateWindow();
    private final RateWindow bytes = new RateWindow();
    private final RateWindow changes = new RateWindow();
    private final RateWindow transactions = new RateWindow();
    private final RateWindow gain = new RateWindow();
    private String phase = "";
    private long phaseStart;
    private @Nullable StreamProgress stream;
    private @Nullable CopyProgress copy;
    private Outlook outlook = Outlook.NONE;
    private ProgressView.@Nullable Compared compared;

    /** @param nanoClock as {@link System#nanoTime} */
    ProgressBoard(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.phaseStart = nanoClock.getAsLong();
    }

    synchronized void phase(String name) {
        phase = name;
        copy = null;
        phaseStart = nanoClock.getAsLong();
    }

    synchronized void table(TableProgress progress) {
        tables.computeIfAbsent(progress.table(), name -> new TableTrack(progress)).latest = progress;
    }

    synchronized void stream(StreamProgress progress) {
        stream = progress;
    }

    synchronized void copying(CopyProgress progress) {
        copy = progress;
    }

    synchronized void outlook(Outlook latest) {
        outlook = latest;
    }

    synchronized void verdict(TableVerdict verdict) {
        if (verdict.unread()) {
            // It counts what was compared.
            return;
        }
        ProgressView.Compared before = compared == null ? new ProgressView.Compared(0, 0, 0, 0) : compared;
        compared = new ProgressView.Compared(
                before.tables() + 1,
                before.rows() + verdict.sourceRows(),
                before.different() + (verdict.differing() > 0 ? 1 : 0),
                before.unsettled() + (verdict.unsettled().isEmpty() ? 0 : 1));
    }

    /** Takes a sample for the rates: to be called regularly. */
    synchronized ProgressView view() {
        long now = nanoClock.getAsLong();
        return new ProgressView(
                phase, Duration.ofNanos(now - phaseStart), running(now), total(now), streamView(now), compared, copy);
    }

    private List<ProgressView.Table> running(long now) {
        return tables.values().stream()
                .filter(TableTrack::running)
                .map(track -> track.view(now, outlook))
                .toList();
    }

    private ProgressView.@Nullable Total total(long now) {
        if (tables.isEmpty()) {
            return null;
        }
        rows.add(now, tables.values().stream().mapToLong(TableTrack::rowsSeen).sum());
        bytes.add(now, tables.values().stream().mapToLong(TableTrack::bytesSeen).sum());
        long remaining =
                tables.values().stream().mapToLong(TableTrack::remainingRows).sum();
        long copied =
                tables.values().stream().mapToLong(track -> track.latest.rows()).sum();
        return new ProgressView.Total(
                tables.size(),
                (int) tables.values().stream().filter(TableTrack::copied).count(),
                copied,
                copied + remaining,
                tables.values().stream()
                        .mapToLong(track -> track.latest.bytes())
                        .sum(),
                rows.perSecond(),
                bytes.perSecond(),
                Optional.ofNullable(outlook.left()),
                outlook.uncounted());
    }

    private ProgressView.@Nullable Stream streamView(long now) {
        if (stream == null) {
            return null;
        }
        changes.add(now, stream.changes());
        transactions.add(now, stream.transactions());
        gain.add(now, -stream.lag().transactions());
        return new ProgressView.Stream(stream, changes.perSecond(), transactions.perSecond(), gain.perSecond());
    }

    /** One table: the latest that was heard, and what an earlier run had already done when this one began. */
    private static final class TableTrack {
        private final TableProgress first;
        private final RateWindow rows = new RateWindow();
        private TableProgress latest;

        TableTrack(TableProgress first) {
            this.first = first;
            this.latest = first;
        }

        boolean running() {
            return latest.phase().equals("copy") || ProgressView.isBuilding(latest.phase());
        }

        boolean copied() {
            return !latest.phase().equals("waiting") && !latest.phase().equals("copy");
        }

        long rowsSeen() {
            return latest.rows() - first.rows();
        }

        long bytesSeen() {
            return latest.bytes() - first.bytes();
        }

        long remainingRows() {
            return copied() ? 0 : Math.max(0, latest.expectedRows() - latest.rows());
        }

        ProgressView.Table view(long now, Outlook outlook) {
            rows.add(now, rowsSeen());
            return new ProgressView.Table(
                    latest.table(),
                    latest.phase(),
                    latest.rows(),
                    latest.expectedRows(),
                    latest.bytes(),
                    rows.perSecond(),
                    Optional.ofNullable(outlook.tables().get(latest.table())));
        }
    }
}
