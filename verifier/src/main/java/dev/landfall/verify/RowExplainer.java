package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in which columns rows differ, and by which cause. Confined to its sessions' thread. */
final class RowExplainer {
    /** Rows whose values are held at once, where each is found by itself. */
    private static final int ROWS = 25;
    /** The longest texts that are looked through for a cause, and what all of one reading may add up to: tens of megabytes. */
    private static final int LONGEST_TEXT = 100_000;

    private static final int ALL_TEXTS = 8_000_000;

    private final SessionPair sessions;
    private final Lineage lineage;

    RowExplainer(SessionPair sessions) {
        this.sessions = sessions;
        this.lineage = new Lineage(sessions.source());
    }

    /** Reads the rows once more, in the frame in which they were found to differ, and explains as many as the table keeps. */
    List<Explained> explain(TableCheck table, List<Candidate> candidates) throws InterruptedException {
        int batch = table.source().keyFound() ? ROWS : Math.max(1, candidates.size());
        List<Explained> differences = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += batch) {
            explainSome(table, candidates.subList(from, Math.min(candidates.size(), from + batch)), differences);
        }
        return differences;
    }

    private void explainSome(TableCheck table, List<Candidate> candidates, List<Explained> into)
            throws InterruptedException {
        List<RowKey> keys = candidates.stream().map(Candidate::key).toList();
        int characters = characters(table, keys.size());
        SessionPair.Both<RowValues, RowValues> values = sessions.both(
                () -> RowValues.read(sessions.source(), table.source(), table.plan(), keys, characters),
                () -> RowValues.read(sessions.target(), table.target(), table.plan(), keys, characters));
        Set<String> setAside = lineage.setAside(table, candidates);
        for (Candidate candidate : candidates) {
            explain(table, candidate, values.source(), values.target(), setAside, into);
        }
    }

    private static int characters(TableCheck table, int rows) {
        int texts = Math.max(1, rows * table.source().longColumns());
        return Math.max(ShownValue.SHOWN_CHARACTERS + 1, Math.min(LONGEST_TEXT, ALL_TEXTS / texts));
    }

    private void explain(
            TableCheck table,
            Candidate candidate,
            RowValues source,
            RowValues target,
            Set<String> setAside,
            List<Explained> into) {
        String key = candidate.key().digest();
        int room = Math.max(0, table.room() - into.size());
        List<String> missing = candidate.onlyOnSource().first(room);
        List<String> extra = candidate.onlyOnTarget().first(room);
        int changed = Math.min(missing.size(), extra.size());
        for (int i = 0; i < changed; i++) {
            List<ShownValue> before = source.of(key, missing.get(i));
            List<ShownValue> after = target.of(key, extra.get(i));
            into.add(new Explained(
                    candidate.key(),
                    RowDifference.changed(keyText(table, key, before), changes(table, before, after)),
                    Exchange.of(table.plan().columns(), before, after)));
        }
        for (String row : missing.subList(changed, missing.size())) {
            into.add(new Explained(
                    candidate.key(), alone(table, Kind.MISSING, Cause.MISSING_ROW, key, source.of(key, row))));
        }
        for (String row : extra.subList(changed, extra.size())) {
            List<ShownValue> values = target.of(key, row);
            Cause cause = setAside.contains(key)
                    ? Cause.SET_ASIDE
                    : lineage.isOrphan(table, values) ? Cause.LOST_CASCADE : Cause.EXTRA_ROW;
            into.add(new Explained(candidate.key(), alone(table, Kind.EXTRA, cause, key, values)));
        }
    }

    private List<ColumnDifference> changes(TableCheck table, List<ShownValue> source, List<ShownValue> target) {
        List<ColumnDifference> changes = new ArrayList<>();
        List<ColumnPlan> columns = table.plan().columns();
        for (int i = 0; i < Math.min(source.size(), target.size()); i++) {
            if (!source.get(i).canonical().equals(target.get(i).canonical())) {
                Cause cause = lineage.isOrphan(table, i, target)
                        ? Cause.LOST_CASCADE
                        : ColumnCause.of(columns.get(i), source.get(i), target.get(i));
                changes.add(source.get(i).difference(columns.get(i).source().name(), target.get(i), cause));
            }
        }
        return changes;
    }

    /** A key says which row it is; without one only the values do. */
    private static RowDifference alone(TableCheck table, Kind kind, Cause cause, String key, List<ShownValue> values) {
        List<ColumnDifference> columns = new ArrayList<>();
        if (table.plan().rowKey().isEmpty()) {
            for (int i = 0; i < values.size(); i++) {
                String name = table.plan().columns().get(i).source().name();
                String text = values.get(i).shown();
                columns.add(new ColumnDifference(
                        name, kind == Kind.MISSING ? text : null, kind == Kind.EXTRA ? text : null, cause));
            }
        }
        return new RowDifference(kind, keyText(table, key, values), cause, columns);
    }

    private static String keyText(TableCheck table, String digest, List<ShownValue> values) {
        List<Integer> key = table.plan().rowKey();
        return key.isEmpty() || values.isEmpty()
                ? digest
                : key.stream()
                        .map(column ->
                                table.plan().columns().get(column).source().name() + "="
                                        + values.get(column).shown())
                        .collect(Collectors.joining(", "));
    }
}
