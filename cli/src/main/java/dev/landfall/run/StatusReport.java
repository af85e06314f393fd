package dev.landfall.run;

import dev.landfall.forecast.Outlook;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.StreamOrders;
import dev.landfall.window.WindowEnd;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands.
 *
 * @param phase planned, copying, aligning, indexing, streaming, fenced, drained, proven, handed-over, returning,
 *     reopening
 * @param appliedPosition null before the snapshot is consistent
 * @param streamRunning whether some process holds the stream's role now
 * @param lag nothing before the snapshot is consistent
 * @param lastCleanVerification when the last clean verification ended, ISO-8601; null without one
 * @param lastVerification the last of all tables that came to its end, whatever it found; null without one
 * @param safeToCutOver whether the gate would open now; {@code reasons} say why not (or what speaks for it)
 * @param policies what policies have done to values so far
 * @param snapshot that runs now; null when none does
 * @param copy of the snapshot that copies now; null when none does
 * @param stream null before the snapshot is finished, and after the hand-over
 * @param wayBack null where there is none
 * @param groups that were taken out of it, the first first
 */
public record StatusReport(
        String name,
        String phase,
        String source,
        String target,
        List<TableStatus> tables,
        @Nullable String appliedPosition,
        @Nullable String sourcePosition,
        boolean streamRunning,
        StreamLag lag,
        @Nullable String lastCleanVerification,
        @Nullable KeptVerification lastVerification,
        boolean safeToCutOver,
        List<String> reasons,
        PolicyEffects policies,
        @Nullable SnapshotStatus snapshot,
        @Nullable CopyStatus copy,
        @Nullable StreamStatus stream,
        @Nullable WayBackStatus wayBack,
        List<GroupStatus> groups) {
    public StatusReport {
        tables = List.copyOf(tables);
        reasons = List.copyOf(reasons);
        groups = List.copyOf(groups);
    }

    /**
     * A migration that was taken out of this one.
     *
     * @param name of the migration that it is now
     * @param phase as of a migration
     * @param streamRunning whether some process holds its stream's role now
     * @param appliedPosition up to where PostgreSQL follows MariaDB; null when PostgreSQL owns its tables
     * @param lag likewise
     * @param reverseRunning whether some process holds the role of its way back now
     */
    public record GroupStatus(
            String name,
            String phase,
            int tables,
            boolean streamRunning,
            @Nullable String appliedPosition,
            @Nullable StreamLag lag,
            boolean reverseRunning) {}

    /**
     * @param step copy, index, align, keys, views, analyze
     * @param running the tables that it is at
     */
    public record SnapshotStatus(String step, Outlook outlook, List<RunningTable> running) {
        public SnapshotStatus {
            running = List.copyOf(running);
        }
    }

    /** @param binlog null when the source keeps its binary log for ever */
    public record CopyStatus(CopyState state, @Nullable BinlogForecast binlog) {}

    /**
     * @param orders what streams are told
     * @param binlog null when the source keeps its binary log for ever
     * @param events since the migration has begun
     * @param proof null where nothing is proven
     */
    public record StreamStatus(
            StreamOrders orders,
            @Nullable BinlogForecast binlog,
            EventTotals events,
            @Nullable ProofStatus proof) {}

    /**
     * Up to where all rows are proven equal.
     *
     * @param at when, ISO-8601
     * @param wholeAt when every row was last compared, ISO-8601; null when none ever was
     * @param changedRows that the stream has changed since, about
     */
    public record ProofStatus(
            String position, String at, @Nullable String wholeAt, long changedRows) {}

    /**
     * @param slot on PostgreSQL
     * @param open false when it is not yet, or was left behind by a cutover that was cut short
     * @param running whether some process holds the role now
     * @param position of PostgreSQL's log, up to which MariaDB has everything
     * @param lagBytes of PostgreSQL's log that MariaDB is behind; other databases' changes among them
     * @param keptBytes of its log that PostgreSQL keeps for the slot
     * @param usable false when the slot or log that it needs is gone
     * @param applied changes that have come back
     * @param end until when it was promised; null where nobody has said
     */
    public record WayBackStatus(
            String slot,
            boolean open,
            boolean running,
            String position,
            long lagBytes,
            long keptBytes,
            boolean usable,
            long applied,
            @Nullable WindowEnd end) {}

    /**
     * @param phase waiting, copy, copied, index, keys, analyze, done
     * @param rowsPerSecond copied lately; null when none are, and while that cannot be told
     * @param eta until it is through this phase; null when it is in none, and while that cannot be told
     * @param proof null where it is not proven equal
     */
    public record TableStatus(
            String table,
            String phase,
            long rows,
            long expectedRows,
            long bytes,
            int chunksDone,
            int chunks,
            @Nullable Long rowsPerSecond,
            @Nullable Duration eta,
            @Nullable TableProof proof) {}

    /**
     * Up to where a table is verified: a next verification compares only what has changed since.
     *
     * @param at when, ISO-8601
     * @param changedRows since at most: some of them more than once, and those since the proof before, while a verification is under way;
     *     null while there are too many to be counted
     * @param compareWhole whether all of it is compared again all the same: somebody else has written to it, or it was emptied
     */
    public record TableProof(
            String position, String at, @Nullable Long changedRows, boolean compareWhole) {}
}
