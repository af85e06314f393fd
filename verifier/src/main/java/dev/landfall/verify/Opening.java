package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts the work into the queue, once, by what the view of the first worker shows. Thread-safe: the others wait for it. */
final class Opening {
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
        view = agenda.view(sessions.target());
        if (agenda instanceof Agenda.Changes) {
            agenda.changes(sessions.target(), view).ifPresentOrElse(this::queueChanges, () -> withoutProof = true);
        } else {
            queueEverything();
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
        boolean split = table.plan().chunked() && table.estimatedRows() > options.rangeRows();
        queue.add(new WorkUnit.Range(table, KeyRange.ALL, split));
    }

    private void queueChanges(Map<String, List<ChangedValues>> changes) {
        for (TablePlan plan : tables) {
            TableCheck table = check.apply(plan);
            List<ChangedValues> changed =
                    changes.getOrDefault(plan.source().name().name(), List.of());
            if (changed.isEmpty()) {
                verdicts.add(table);
            } else {
                ChangedTable.keys(plan, changed)
                        .ifPresentOrElse(keys -> queueKeys(table, keys), () -> queueTable(table));
            }
        }
    }

    private void queueKeys(TableCheck table, List<ChangedKeys> keys) {
        keys.subList(1, keys.size()).forEach(more -> table.unitAdded());
        keys.forEach(some -> queue.add(new WorkUnit.Keys(table, some)));
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
