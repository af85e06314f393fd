package dev.landfall.run;

import dev.landfall.forecast.Outlook;
import dev.landfall.retention.BinlogForecast;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears how a long command gets on. Called often and from several threads: implementations are thread-safe, cheap, and
 * decide themselves how often to show something.
 */
public interface Progress {
    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /** Something was decided or finished; a sentence for people. */
    default void note(String sentence) {}

    /** A new phase begins, for example {@code copy} or {@code index}. */
    default void phase(String name) {}

    default void table(TableProgress progress) {}

    /** What is still to come of a snapshot, about every second. */
    default void outlook(Outlook outlook) {}

    default void stream(StreamProgress progress) {}

    /** How the snapshot is with the source, about every second. */
    default void copying(CopyProgress progress) {}

    /**
     * @param expectedRows the storage engine's estimate until {@code done}
     * @param phase scan, waiting, copy, copied, index, keys, analyze, done
     */
    record TableProgress(String table, String phase, long rows, long expectedRows, long bytes) {}

    /**
     * @param held why the copy waits; empty when it does not
     * @param viewAge since when the copy sees the source as it was; null while no read view is open
     * @param historyLength of the source's history list; null when it is not known
     */
    record CopyProgress(
            List<String> held,
            @Nullable Duration viewAge,
            @Nullable Long historyLength) {
        public CopyProgress {
            held = List.copyOf(held);
        }
    }

    /**
     * @param transactions applied since the command started
     * @param inWork changes so far of a large transaction that is being read or applied; 0 when there is none
     * @param held why nothing is applied; empty when it is
     * @param binlog whether the source keeps what the stream needs; null when it keeps it for ever
     */
    record StreamProgress(
            long transactions,
            long changes,
            StreamLag lag,
            long inWork,
            String appliedPosition,
            List<String> held,
            @Nullable BinlogForecast binlog) {
        public StreamProgress {
            held = List.copyOf(held);
        }
    }
}
