package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import dev.landfall.verify.cells.RowForm;
import dev.landfall.verify.cells.ZeroSigns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known about one table so far. Thread-safe: several workers compare its ranges. */
final class TableCheck {
    private final TablePlan plan;
    private final ZeroSigns zeros;
    private final TableSql source;
    private final TableSql target;
    private final long estimatedRows;
    private final int maxDifferences;
    private final MethodChoice method;
    private final List<ParentLink> parents;
    private final RowKeyOrder order;
    private final List<Explained> differences = new ArrayList<>();
    private final Set<String> unsettled = new LinkedHashSet<>();
    private List<Candidate> pending = new ArrayList<>();
    private List<Candidate> pendingChanged = new ArrayList<>();
    private @Nullable Long startedAt;
    private long sourceRows;
    private long targetRows;
    /** Of those that have changed; they count unless all rows are wanted. */
    private long changedOnSource;

    private long changedOnTarget;
    private long ranges;
    private Digest sourceDigest = Digest.NONE;
    private Digest targetDigest = Digest.NONE;
    private long differing;
    private int openUnits = 1;
    private boolean changed;
    private boolean wanted;
    private KeySpread spread;
    private @Nullable KeySpan span;
    private @Nullable EqualBefore before;
    private List<KeyRange> equalRanges = List.of();

    /** @param parents what the table's rows depend on */
    TableCheck(
            TablePlan plan,
            List<ParentLink> parents,
            long estimatedRows,
            int maxDifferences,
            Method method,
            ZeroSigns zeros) {
        this.plan = plan;
        this.parents = parents;
        this.zeros = zeros;
        this.source = TableSql.source(plan, zeros);
        this.target = TableSql.target(plan, zeros);
        this.estimatedRows = estimatedRows;
        this.spread = KeySpread.of(plan);
        this.order = RowKeyOrder.of(plan);
        this.maxDifferences = maxDifferences;
        this.method = new MethodChoice(RowForm.of(plan, zeros).isPresent() ? method : Method.CHECKSUMS);
    }

    TablePlan plan() {
        return plan;
    }

    /** In which its rows are listed. */
    RowKeyOrder order() {
        return order;
    }

    ZeroSigns zeros() {
        return zeros;
    }

    TableSql source() {
        return source;
    }

    TableSql target() {
        return target;
    }

    MethodChoice method() {
        return method;
    }

    List<ParentLink> parents() {
        return parents;
    }

    long estimatedRows() {
        return estimatedRows;
    }

    synchronized void started() {
        if (startedAt == null) {
            startedAt = System.nanoTime();
        }
    }

    /** One more piece of work on this table. */
    synchronized void unitAdded() {
        openUnits++;
    }

    /** @return whether it was the last: nobody else works on the table now */
    synchronized boolean unitDone() {
        openUnits--;
        return openUnits == 0;
    }

    /**
     * All of its rows have to be compared instead of some: what was found among those is found again.
     *
     * @return whether nobody has said so before
     */
    synchronized boolean needsAll() {
        boolean first = !wanted;
        if (first) {
            wanted = true;
            before = null;
            pendingChanged = new ArrayList<>();
        }
        return first;
    }

    /** Whether some of its rows need not be looked up any more. */
    synchronized boolean wantsAll() {
        return wanted;
    }

    /** Rows that have changed were compared, with what is suspected of them; nothing if all rows are compared instead. */
    synchronized void comparedChanged(long rowsOnSource, long rowsOnTarget, List<Candidate> candidates) {
        if (!wanted) {
            changedOnSource += rowsOnSource;
            changedOnTarget += rowsOnTarget;
        }
        if (!wanted && !changed) {
            pendingChanged.addAll(candidates);
        }
    }

    /** How much is suspected of rows that have changed. */
    synchronized int pendingChangedCount() {
        return pendingChanged.size();
    }

    /** Only what has changed since is to be compared, all over the table. */
    synchronized void wasEqual(EqualBefore found) {
        before = found;
    }

    /** Only what has changed since is to be compared of some ranges, and everything else. */
    synchronized void wasEqual(EqualRanges found) {
        before = found.found();
        equalRanges = found.joined();
    }

    /** Where only what has changed is looked for; empty where that is all over the table. */
    synchronized List<KeyRange> equalRanges() {
        return equalRanges;
    }

    /** So many more ranges have been looked at. */
    synchronized void rangesCompared(int count) {
        ranges += count;
    }

    synchronized void compared(long rowsOnSource, long rowsOnTarget) {
        sourceRows += rowsOnSource;
        targetRows += rowsOnTarget;
    }

    /** The same of rows whose digests the servers have computed. */
    synchronized void compared(Digest onSource, Digest onTarget) {
        compared(onSource.rows(), onTarget.rows());
        sourceDigest = sourceDigest.plus(onSource);
        targetDigest = targetDigest.plus(onTarget);
    }

    /** Of the source's rows that count as compared, these do not: the target is not to have them. */
    synchronized void setAside(Digest onSource) {
        sourceRows -= onSource.rows();
        sourceDigest = sourceDigest.minus(onSource);
    }

    /** Null where some rows were compared without a digest of the servers, or not compared now. */
    private @Nullable TableChecksums checksums() {
        return before == null
                        && (wanted || changedOnSource + changedOnTarget == 0)
                        && sourceDigest.rows() == sourceRows
                        && targetDigest.rows() == targetRows
                ? new TableChecksums(sourceDigest.hashSum(), targetDigest.hashSum())
                : null;
    }

    synchronized void pend(List<Candidate> candidates) {
        if (!changed) {
            pending.addAll(candidates);
        }
    }

    synchronized List<Candidate> takePending() {
        List<Candidate> taken = pending;
        taken.addAll(pendingChanged);
        pending = new ArrayList<>();
        pendingChanged = new ArrayList<>();
        return taken;
    }

    /** How many more differing rows are worth explaining. */
    synchronized int room() {
        return maxDifferences - differences.size();
    }

    synchronized void differing(long rows, List<Explained> explained) {
        if (changed) {
            return;
        }
        differing += rows;
        differences.addAll(explained.subList(0, Math.min(explained.size(), room())));
    }

    /** Where a row that is known to differ lies. */
    synchronized void located(Candidate candidate) {
        if (!changed) {
            spread.add(candidate.key(), candidate.differingRows());
        }
    }

    /** To be read when nobody else works on the table. */
    synchronized KeySpread spread() {
        return spread;
    }

    synchronized void measured(KeySpan keys) {
        span = keys;
    }

    /** What is kept of the differences so far, in the order of their keys. */
    synchronized List<Explained> differences() {
        return differences.stream()
                .sorted(Comparator.comparing(Explained::key, order))
                .toList();
    }

    /** Knows more about them. */
    synchronized void replaceDifferences(UnaryOperator<Explained> better) {
        differences.replaceAll(better);
    }

    synchronized void unsettled(String reason) {
        unsettled.add(reason);
    }

    /**
     * What was found, or is yet to be, says nothing about the table: it was another one, or had other rows, than the snapshot showed.
     *
     * @param side on which it was
     */
    synchronized void changed(Side side) {
        changed = true;
        pending = new ArrayList<>();
        pendingChanged = new ArrayList<>();
        differing = 0;
        differences.clear();
        spread = KeySpread.of(plan);
        span = null;
        unsettled("it was altered, truncated or replaced on the " + (side == Side.SOURCE ? "source" : "target")
                + " after both sides were frozen; run the verification again");
    }

    synchronized TableVerdict verdict() {
        Duration took = startedAt == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedAt);
        return new TableVerdict(
                plan.source().name(),
                wanted ? sourceRows : sourceRows + changedOnSource,
                wanted ? targetRows : targetRows + changedOnTarget,
                ranges,
                differing,
                differences().stream().map(Explained::difference).toList(),
                String.join("; ", unsettled),
                took,
                checksums(),
                span,
                before);
    }
}
