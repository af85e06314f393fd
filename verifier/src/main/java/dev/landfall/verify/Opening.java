package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import dev.landfall.window.WriteWitness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the work into the queue, once, by what the view of the first worker shows. Thread-safe: the others wait for it. */
final class Opening {
    /** Held in memory by each worker; each part reads all of what was written down. */
    private static final long MOST_PER_PART = 50_000;
    /** What one worker compares while another one would have hardly begun. */
    private static final long WORTH_A_PART = 500;

    private final Agenda agenda;
    private final List<TablePlan> tables;
    private final Function<TablePlan, TableCheck> check;
    private final VerifyOptions options;
    private final WorkQueue queue;
    private final Verdicts verdicts;
    private boolean done;
    private boolean withoutProof;
    private Optional<ProofView> view = Optional.empty();

    /** @param check makes the state of a table that is to be compared */
    Opening(
            Agenda agenda,
            List<TablePlan> tables,
            Function<TablePlan, TableCheck> check,
            VerifyOptions options,
            WorkQueue queue,
            Verdicts verdicts) {
        this.agenda = agenda;
        this.tables = tables;
        this.check = check;
        this.options = options;
        this.queue = queue;
        this.verdicts = verdicts;
    }

    /** @param frozen whether the session's view is the one that is compared, and stays */
    synchronized void in(SessionPair sessions, boolean frozen) {
        if (done) {
            return;
        }
        done = true;
        view = agenda.ledger().flatMap(ledger -> sessions.target().with(ledger::read));
        if (!(agenda instanceof Agenda.Changes changes)) {
            queueEverything(frozen ? before(sessions.target()) : Map.of());
        } else {
            withoutProof = view.filter(seen -> seen.holds(changes.planDigest())).isEmpty()
                    || !queueChanges(changes.kept(), sessions.target());
        }
        if (!frozen) {
            sessions.target().rollback();
        }
    }

    /** What was found equal before, with what has changed there since; without tables that have to be compared as a whole. */
    private Map<String, Since> before(Session target) {
        if (!(agenda instanceof Agenda.Proof proof)) {
            return Map.of();
        }
        proof.equal().begin(view);
        Map<String, EqualBefore> equal = target.with(proof.equal()::before);
        Map<String, List<EqualRange>> ranges = target.with(proof.equal()::rangesBefore);
        if (equal.isEmpty() && ranges.isEmpty()) {
            return Map.of();
        }
        Map<String, ProofLedger.Changes> changes = known(target.with(proof.kept()::changes));
        if (changes == null) {
            return Map.of();
        }
        Set<String> unnoticed = unnoticed(target);
        Map<String, Since> before = new HashMap<>();
        for (TablePlan table : tables) {
            String name = table.source().name().name();
            ProofLedger.Changes changed = changes.get(name);
            if (!unnoticed.contains(name) && (changed == null || !changed.whole())) {
                found(table, equal.get(name), ranges.getOrDefault(name, List.of()))
                        .ifPresent(found -> before.put(name, new Since(proof.kept(), found, changed)));
            }
        }
        proof.equal()
                .goOn(
                        before.values().stream()
                                .map(since -> since.found().equal())
                                .toList(),
                        tables.size());
        return before;
    }

    private static Optional<Found> found(TablePlan table, @Nullable EqualBefore whole, List<EqualRange> ranges) {
        if (whole != null) {
            return Optional.of(new Found(whole, null));
        }
        return ranges.isEmpty()
                ? Optional.empty()
                : RangeColumn.of(table)
                        .map(column ->
                                EqualRanges.of(ranges, column.column().literal().order()))
                        .map(joined -> joined.gaps().isEmpty()
                                ? new Found(joined.found().ofWhole(), null)
                                : new Found(joined.found(), joined));
    }

    /** What a verification found that was interrupted. @param ranges null for the whole table */
    private record Found(EqualBefore equal, @Nullable EqualRanges ranges) {}

    /** @param changed null for nothing */
    private record Since(ProofLedger ledger, Found found, ProofLedger.@Nullable Changes changed) {}

    /** Large tables first, so that the last worker does not end long after the others. */
    private void queueEverything(Map<String, Since> before) {
        tables.stream()
                .map(check)
                .sorted(Comparator.comparingLong(TableCheck::estimatedRows).reversed())
                .forEach(table ->
                        queue(table, before.get(table.plan().source().name().name())));
    }

    private void queue(TableCheck table, @Nullable Since since) {
        if (since == null) {
            queueTable(table);
            return;
        }
        EqualRanges ranges = since.found().ranges();
        if (ranges == null) {
            table.wasEqual(since.found().equal());
            queueChanged(since.ledger(), table, since.changed());
            return;
        }
        table.wasEqual(ranges);
        List<WorkUnit> units = new ArrayList<>();
        ranges.gaps().forEach(gap -> units.add(WorkUnit.part(table, gap)));
        if (since.changed() != null) {
            units.addAll(parts(since.ledger(), table, since.changed().changes()));
        }
        if (units.isEmpty()) {
            verdicts.addUntouched(table);
        }
        queue(table, units);
    }

    private void queueTable(TableCheck table) {
        queue.add(WorkUnit.all(table, options.rangeRows()));
    }

    /** @return false when there are changes of a table that nobody knows: nothing is queued then */
    private boolean queueChanges(ProofLedger ledger, Session target) {
        Map<String, ProofLedger.Changes> byTable = known(target.with(ledger::changes));
        if (byTable == null) {
            return false;
        }
        Set<String> unnoticed = unnoticed(target);
        for (TablePlan plan : tables) {
            String name = plan.source().name().name();
            if (unnoticed.contains(name)) {
                queueTable(check.apply(plan));
            } else {
                queueChanged(ledger, check.apply(plan), byTable.get(name));
            }
        }
        return true;
    }

    /** Tables that may have changed without anything having been written down. */
    private Set<String> unnoticed(Session target) {
        return target.with(new WriteWitness(options.migration(), tables)::unnoticed);
    }

    /** By table; null when there are some of a table that nobody knows. */
    private @Nullable Map<String, ProofLedger.Changes> known(List<ProofLedger.Changes> changes) {
        Map<String, ProofLedger.Changes> byTable = new HashMap<>();
        changes.forEach(change -> byTable.put(change.table(), change));
        Set<String> names =
                tables.stream().map(table -> table.source().name().name()).collect(Collectors.toSet());
        return names.containsAll(byTable.keySet()) ? byTable : null;
    }

    /** @param changed null for nothing */
    private void queueChanged(ProofLedger ledger, TableCheck table, ProofLedger.@Nullable Changes changed) {
        if (changed == null) {
            verdicts.addUntouched(table);
        } else if (changed.whole()) {
            queueTable(table);
        } else {
            queue(table, parts(ledger, table, changed.changes()));
        }
    }

    /** Nobody takes one before all are there. */
    private void queue(TableCheck table, List<WorkUnit> units) {
        units.stream().skip(1).forEach(more -> table.unitAdded());
        units.forEach(queue::add);
    }

    private List<WorkUnit> parts(ProofLedger ledger, TableCheck table, long changes) {
        int parts = (int) Math.max(
                (changes + MOST_PER_PART - 1) / MOST_PER_PART,
                Math.min(options.workers(), (changes + WORTH_A_PART - 1) / WORTH_A_PART));
        return IntStream.range(0, parts)
                .<WorkUnit>mapToObj(part -> new WorkUnit.Changed(table, ledger, part, parts))
                .toList();
    }

    /** What the view showed of the proof; empty when it showed nothing, or nobody asked. */
    synchronized Optional<ProofView> view() {
        return view;
    }

    /** Whether changes were to be compared and no proof holds that they could be added to: nothing was compared. */
    synchronized boolean withoutProof() {
        return withoutProof;
    }
}
