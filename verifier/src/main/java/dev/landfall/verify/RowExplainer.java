package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in which columns rows differ. Confined to its sessions' thread. */
final class RowExplainer {
    private final SessionPair sessions;

    RowExplainer(SessionPair sessions) {
        this.sessions = sessions;
    }

    /** Reads the rows once more, in the frame in which they were found to differ. */
    List<RowDifference> explain(TableCheck table, List<Candidate> candidates) throws InterruptedException {
        List<RowKey> keys = candidates.stream().map(Candidate::key).toList();
        SessionPair.Both<RowValues, RowValues> values = sessions.both(
                () -> RowValues.read(sessions.source(), table.source(), table.plan(), keys),
                () -> RowValues.read(sessions.target(), table.target(), table.plan(), keys));
        List<RowDifference> differences = new ArrayList<>();
        for (Candidate candidate : candidates) {
            explain(table, candidate, values.source(), values.target(), differences);
        }
        return differences;
    }

    private static void explain(
            TableCheck table, Candidate candidate, RowValues source, RowValues target, List<RowDifference> into) {
        String key = candidate.key().digest();
        List<String> missing = candidate.onlyOnSource();
        List<String> extra = candidate.onlyOnTarget();
        int changed = Math.min(missing.size(), extra.size());
        for (int i = 0; i < changed; i++) {
            List<ShownValue> before = source.of(key, missing.get(i));
            into.add(new RowDifference(
                    Kind.CHANGED, keyText(table, key, before), changes(table, before, target.of(key, extra.get(i)))));
        }
        for (String row : missing.subList(changed, missing.size())) {
            into.add(alone(table, Kind.MISSING, key, source.of(key, row)));
        }
        for (String row : extra.subList(changed, extra.size())) {
            into.add(alone(table, Kind.EXTRA, key, target.of(key, row)));
        }
    }

    private static List<ColumnDifference> changes(TableCheck table, List<ShownValue> source, List<ShownValue> target) {
        List<ColumnDifference> changes = new ArrayList<>();
        List<ColumnPlan> columns = table.plan().columns();
        for (int i = 0; i < Math.min(source.size(), target.size()); i++) {
            if (!source.get(i).canonical().equals(target.get(i).canonical())) {
                changes.add(source.get(i).difference(columns.get(i).source().name(), target.get(i)));
            }
        }
        return changes;
    }

    /** A key says which row it is; without one only the values do. */
    private static RowDifference alone(TableCheck table, Kind kind, String key, List<ShownValue> values) {
        List<ColumnDifference> columns = new ArrayList<>();
        if (table.plan().rowKey().isEmpty()) {
            for (int i = 0; i < values.size(); i++) {
                String name = table.plan().columns().get(i).source().name();
                String text = values.get(i).shown();
                columns.add(new ColumnDifference(
                        name, kind == Kind.MISSING ? text : null, kind == Kind.EXTRA ? text : null));
            }
        }
        return new RowDifference(kind, keyText(table, key, values), columns);
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
