package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
            queueEverything();
        } else {
            withoutProof = view.filter(seen -> seen.holds(changes.planDigest())).isEmpty()
                    || !queueChanges(changes.kept(), sessions.target().with(changes.kept()::changes));
        }
        if (!frozen) {
            sessions.target().rollback();
        }
    }

    /** Large tables first, so that the last worker does not end long after the others. */
    private void queueEverything() {
        tables.stream()
                .map(check)
                .sorted(Comparator.comparingLong(TableCheck::estimatedRows).reversed())
                .forEach(this::queueTable);
    }

    private void queueTable(TableCheck table) {
        queue.add(WorkUnit.Range.all(table, options.rangeRows()));
    }

    /** @return false when there are changes of a table that nobody knows: nothing is queued then */
    private boolean queueChanges(ProofLedger ledger, List<ProofLedger.Changes> changes) {
        Map<String, ProofLedger.Changes> byTable = new HashMap<>();
        changes.forEach(change -> byTable.put(change.table(), change));
        tables.forEach(table -> byTable.remove(table.source().name().name()));
        if (!byTable.isEmpty()) {
            return false;
        }
        changes.forEach(change -> byTable.put(change.table(), change));
        for (TablePlan plan : tables) {
            TableCheck table = check.apply(plan);
            ProofLedger.Changes changed = byTable.get(plan.source().name().name());
            if (changed == null) {
                verdicts.addUntouched(table);
            } else if (changed.whole()) {
                queueTable(table);
            } else {
                queueParts(ledger, table, changed.changes());
            }
        }
        return true;
    }

    private void queueParts(ProofLedger ledger, TableCheck table, long changes) {
        int parts = (int) Math.max(
                (changes + MOST_PER_PART - 1) / MOST_PER_PART,
                Math.min(options.workers(), (changes + WORTH_A_PART - 1) / WORTH_A_PART));
        for (int part = 0; part < parts; part++) {
            if (part > 0) {
                table.unitAdded();
            }
            queue.add(new WorkUnit.Changed(table, ledger, part, parts));
        }
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
