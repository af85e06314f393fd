package dev.landfall.output;

import dev.landfall.output.ProgressView.Stream;
import dev.landfall.output.ProgressView.Table;
import dev.landfall.output.ProgressView.Total;
import dev.landfall.run.Progress.CopyProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A progress event; rates and ETAs are null while they cannot be told. */
final class ProgressJson {
    private ProgressJson() {}

    /** Empty when there is nothing to tell yet. */
    static Optional<JsonObject> of(ProgressView view) {
        if (view.total() == null && view.stream() == null) {
            return Optional.empty();
        }
        JsonObject event = JsonObject.of("event", "progress")
                .with("phase", view.phase())
                .with("phaseMillis", view.phaseTook().toMillis());
        if (view.total() != null) {
            event.withAll(total(view.total()))
                    .with(
                            "running",
                            view.running().stream().map(ProgressJson::table).toList());
        }
        if (view.stream() != null) {
            event.with("stream", stream(view.stream()));
        }
        if (view.copy() != null) {
            event.with("copy", copy(view.copy()));
        }
        return Optional.of(event);
    }

    private static JsonObject total(Total total) {
        return JsonObject.of("tables", total.tables())
                .with("tablesCopied", total.tablesCopied())
                .with("rows", total.rows())
                .with("expectedRows", total.expectedRows())
                .with("bytes", total.bytes())
                .with("rowsPerSecond", rounded(total.rowsPerSecond()))
                .with("bytesPerSecond", rounded(total.bytesPerSecond()))
                .with("etaSeconds", eta(total.eta()))
                .with("uncounted", total.uncounted());
    }

    private static JsonObject table(Table table) {
        return JsonObject.of("table", table.table())
                .with("phase", table.phase())
                .with("rows", table.rows())
                .with("expectedRows", table.expectedRows())
                .with("bytes", table.bytes())
                .with("rowsPerSecond", rounded(table.rowsPerSecond()))
                .with("etaSeconds", eta(table.eta()));
    }

    private static JsonObject stream(Stream stream) {
        return JsonObject.of("transactions", stream.progress().transactions())
                .with("changes", stream.progress().changes())
                .with("lagTransactions", stream.progress().lag().transactions())
                .with("lagMillis", stream.progress().lag().millis())
                .with("lagBytes", stream.progress().lag().bytes())
                .with("caughtUpSeconds", seconds(stream.caughtUpIn()))
                .with("inWork", stream.progress().inWork())
                .with("changesPerSecond", rounded(stream.changesPerSecond()))
                .with("appliedPosition", stream.progress().appliedPosition())
                .with("held", stream.progress().held())
                .with("binlog", BinlogSection.json(stream.progress().binlog()));
    }

    private static JsonObject copy(CopyProgress copy) {
        return JsonObject.of("held", copy.held())
                .with(
                        "viewAgeSeconds",
                        copy.viewAge() == null ? null : copy.viewAge().toSeconds())
                .with("historyLength", copy.historyLength());
    }

    private static @Nullable Long rounded(OptionalDouble perSecond) {
        return perSecond.isPresent() ? Math.round(perSecond.getAsDouble()) : null;
    }

    private static @Nullable Long eta(Optional<Duration> left) {
        return OutlookWords.seconds(left.orElse(null));
    }

    private static @Nullable Long seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(null);
    }
}
