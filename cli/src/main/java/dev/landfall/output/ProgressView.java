package dev.landfall.output;

import dev.landfall.run.Progress.CopyProgress;
import dev.landfall.run.Progress.StreamProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a command gets on at one moment.
 *
 * @param phase empty before the first one
 * @param phaseTook since the phase began
 * @param running tables that are being copied or indexed
 * @param total null when no table has been heard of
 * @param stream null when no stream has been heard of
 * @param compared null when nothing has been compared
 * @param copy null when nothing is being copied
 */
record ProgressView(
        String phase,
        Duration phaseTook,
        List<Table> running,
        @Nullable Total total,
        @Nullable Stream stream,
        @Nullable Compared compared,
        @Nullable CopyProgress copy) {
    /** From here on it is worth a word that the lag does not shrink. */
    private static final Duration FAR_BEHIND = Duration.ofSeconds(10);

    /** The phases of a table after its copy. */
    private static final Map<String, String> BUILDING =
            Map.of("index", "indexing", "keys", "adding keys", "analyze", "analyzing");

    ProgressView {
        running = List.copyOf(running);
    }

    static boolean isBuilding(String phase) {
        return BUILDING.containsKey(phase);
    }

    /** Whether there is more to say about tables than that all are copied. */
    boolean copying() {
        return total != null && (!running.isEmpty() || total.tablesCopied() < total.tables());
    }

    /**
     * @param rowsPerSecond over the last half minute; empty while that cannot be told
     * @param eta empty while it cannot be told
     */
    record Table(
            String table,
            String phase,
            long rows,
            long expectedRows,
            long bytes,
            OptionalDouble rowsPerSecond,
            Optional<Duration> eta) {
        double share() {
            return ProgressView.share(rows, expectedRows);
        }

        String outlook() {
            return isBuilding(phase)
                    ? BUILDING.get(phase)
                            + eta.map(left -> ", ETA " + OutlookWords.text(left))
                                    .orElse("")
                    : ProgressView.outlook(eta, rowsPerSecond);
        }
    }

    /**
     * @param expectedRows of all tables, as far as known
     * @param eta of all that is to come, but for what is uncounted; empty while it cannot be told
     */
    record Total(
            int tables,
            int tablesCopied,
            long rows,
            long expectedRows,
            long bytes,
            OptionalDouble rowsPerSecond,
            OptionalDouble bytesPerSecond,
            Optional<Duration> eta,
            List<String> uncounted) {
        double share() {
            return tables == tablesCopied ? 1 : ProgressView.share(rows, expectedRows);
        }

        String outlook() {
            return tables == tablesCopied && eta.isEmpty() ? "ETA not known" : ProgressView.outlook(eta, rowsPerSecond);
        }
    }

    /** @param gainPerSecond transactions by which the lag shrinks; negative when it grows, empty until that can be told */
    record Stream(
            StreamProgress progress,
            OptionalDouble changesPerSecond,
            OptionalDouble transactionsPerSecond,
            OptionalDouble gainPerSecond) {
        /** Empty when it is not far behind, and when it does not catch up. */
        Optional<Duration> caughtUpIn() {
            long lag = progress.lag().transactions();
            return !isFarBehind() || gainPerSecond.isEmpty() || gainPerSecond.getAsDouble() <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(1_000 * lag / gainPerSecond.getAsDouble())));
        }

        /** Whether it is far behind and stays so. */
        boolean fallsBehind() {
            return isFarBehind() && gainPerSecond.isPresent() && gainPerSecond.getAsDouble() <= 0;
        }

        private boolean isFarBehind() {
            return progress.lag().millis() > FAR_BEHIND.toMillis();
        }
    }

    record Compared(int tables, long rows, int different, int unsettled) {}

    /** Never the whole: what is expected is an estimate, and only being done is being done. */
    private static double share(long rows, long expectedRows) {
        return expectedRows <= 0 ? 0 : Math.min(0.99, (double) rows / expectedRows);
    }

    /** When it will be copied, as far as that can be told. */
    private static String outlook(Optional<Duration> eta, OptionalDouble rowsPerSecond) {
        if (eta.isPresent()) {
            return "ETA " + OutlookWords.text(eta.get());
        }
        if (rowsPerSecond.isEmpty()) {
            return "estimating";
        }
        return rowsPerSecond.getAsDouble() > 0 ? "ETA not known" : "no rows lately";
    }
}
