package dev.landfall.apply;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.event.Gtid;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.TargetRow;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what InnoDB's foreign keys did to child rows. Those changes are not in MariaDB's binary log (MDEV-38243), and
 * PostgreSQL's own foreign keys are off while replicated rows are written. One thread.
 */
final class CascadeExpander {
    /** What the driver holds of child rows besides. */
    private static final int FETCH_ROWS = 2_000;

    private final Map<TablePlan, List<Cascade>> byParent = new HashMap<>();
    private final StatementBatch batch;
    private final CopiedRanges copied;
    private final ChangeTracker tracker;

    CascadeExpander(MigrationPlan plan, StatementBatch batch, CopiedRanges copied, ChangeTracker tracker) {
        this.batch = batch;
        this.copied = copied;
        this.tracker = tracker;
        for (Cascade cascade : Cascade.of(plan)) {
            byParent.computeIfAbsent(cascade.parent(), parent -> new ArrayList<>())
                    .add(cascade);
        }
    }

    /** The parent's columns that the methods below look at. */
    int[] referenced(TablePlan parent) {
        return byParent.getOrDefault(parent, List.of()).stream()
                .flatMap(cascade -> cascade.parentColumns().stream())
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    /** After the parent's own delete, so that a cycle of rows ends. */
    void deleted(TablePlan parent, TargetRow before, Gtid gtid) throws SQLException {
        for (Cascade cascade : byParent.getOrDefault(parent, List.of())) {
            expand(cascade, cascade.valuesOf(before), null, gtid);
        }
    }

    /** After the parent's own update; does nothing when no referenced value has changed. */
    void updated(TablePlan parent, TargetRow before, TargetRow after, Gtid gtid) throws SQLException {
        for (Cascade cascade : byParent.getOrDefault(parent, List.of())) {
            List<@Nullable Object> from = cascade.valuesOf(before);
            List<@Nullable Object> to = cascade.valuesOf(after);
            // By value: a binary key is an array.
            if (!Arrays.deepEquals(from.toArray(), to.toArray())) {
                expand(cascade, from, to, gtid);
            }
        }
    }

    /** @param to the parent's new values; null when it was deleted */
    private void expand(Cascade cascade, List<@Nullable Object> from, @Nullable List<@Nullable Object> to, Gtid gtid)
            throws SQLException {
        ForeignKey.Action action = to == null ? cascade.onDelete() : cascade.onUpdate();
        if (!action.changesChild() || from.contains(null)) {
            return;
        }
        List<@Nullable Object> childValues =
                action == ForeignKey.Action.SET_NULL || to == null ? Collections.nCopies(from.size(), null) : to;
        boolean deletes = to == null && action == ForeignKey.Action.CASCADE;
        tracker.cascading(cascade, from, to);
        List<Cascade> dependents = dependents(cascade, deletes);
        if (copied.isEmpty() && dependents.isEmpty()) {
            changeAll(cascade, from, deletes ? null : childValues);
        } else {
            changeRowByRow(cascade, from, deletes ? null : childValues, dependents, gtid);
        }
    }

    /** The keys that refer to what is about to change in the child. */
    private List<Cascade> dependents(Cascade cascade, boolean deletes) {
        return byParent.getOrDefault(cascade.child(), List.of()).stream()
                .filter(next -> deletes || !Collections.disjoint(next.parentColumns(), cascade.childColumns()))
                .toList();
    }

    private void changeAll(Cascade cascade, List<@Nullable Object> from, @Nullable List<@Nullable Object> to)
            throws SQLException {
        String where = " WHERE " + cascade.matches();
        if (to == null) {
            batch.add("DELETE FROM " + TableStatements.name(cascade.child()) + where, from, null);
        } else {
            List<@Nullable Object> parameters = new ArrayList<>(to);
            parameters.addAll(from);
            batch.add(update(cascade) + where, parameters, null);
        }
    }

    private void changeRowByRow(
            Cascade cascade,
            List<@Nullable Object> from,
            @Nullable List<@Nullable Object> to,
            List<Cascade> dependents,
            Gtid gtid)
            throws SQLException {
        List<ChildRow> rows = childRows(cascade, from, dependents, gtid);
        String byPlace = " WHERE ctid = CAST(? AS tid)";
        for (ChildRow row : rows) {
            if (to == null) {
                batch.add("DELETE FROM " + TableStatements.name(cascade.child()) + byPlace, List.of(row.place()), null);
            } else {
                List<@Nullable Object> parameters = new ArrayList<>(to);
                parameters.add(row.place());
                batch.add(update(cascade) + byPlace, parameters, null);
            }
        }
        // Only now deeper: what follows may move rows, and their places with them.
        for (ChildRow row : rows) {
            for (Cascade next : dependents) {
                expand(next, row.values(next), to == null ? null : row.valuesAfter(next, cascade, to), gtid);
            }
        }
    }

    /**
     * A child row as found: its place (ctid), and the values that were asked for as text.
     *
     * @param columns their positions
     */
    private record ChildRow(String place, List<Integer> columns, List<@Nullable String> texts) {
        @Nullable
        String text(int column) {
            return texts.get(columns.indexOf(column));
        }

        List<@Nullable Object> values(Cascade next) {
            List<@Nullable Object> values = new ArrayList<>();
            next.parentColumns().forEach(column -> values.add(text(column)));
            return values;
        }

        List<@Nullable Object> valuesAfter(Cascade next, Cascade change, List<@Nullable Object> to) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column : next.parentColumns()) {
                int changed = change.childColumns().indexOf(column);
                values.add(changed < 0 ? text(column) : to.get(changed));
            }
            return values;
        }
    }

    /** The matching child rows, without those that were copied after this transaction: they show its effect already. */
    private List<ChildRow> childRows(Cascade cascade, List<@Nullable Object> from, List<Cascade> dependents, Gtid gtid)
            throws SQLException {
        batch.flush();
        TablePlan child = cascade.child();
        List<Integer> columns = columnsOf(child, dependents);
        String select = "SELECT CAST(ctid AS text)"
                + columns.stream()
                        .map(column -> ", CAST(" + TableStatements.column(child, column) + " AS text)")
                        .collect(Collectors.joining())
                + " FROM " + TableStatements.name(child) + " WHERE " + cascade.matches();
        PreparedStatement statement = batch.prepare(select);
        statement.setFetchSize(FETCH_ROWS);
        for (int i = 0; i < from.size(); i++) {
            statement.setObject(i + 1, from.get(i));
        }
        List<ChildRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                List<@Nullable String> texts = new ArrayList<>(columns.size());
                for (int i = 0; i < columns.size(); i++) {
                    texts.add(result.getString(i + 2));
                }
                ChildRow row = new ChildRow(result.getString(1), columns, texts);
                if (!held(child, row, gtid)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Of a child only what is looked at: all of its rows are in memory together, and others of its values may be large. */
    private List<Integer> columnsOf(TablePlan child, List<Cascade> dependents) {
        Stream<Integer> referenced = dependents.stream().flatMap(next -> next.parentColumns().stream());
        Stream<Integer> chunks = !copied.isEmpty() && child.chunked() ? Stream.of(child.chunkColumn()) : Stream.of();
        return Stream.concat(referenced, chunks).distinct().toList();
    }

    private boolean held(TablePlan child, ChildRow row, Gtid gtid) {
        if (copied.isEmpty()) {
            return false;
        }
        BigDecimal key = child.chunked() ? new BigDecimal(Objects.requireNonNull(row.text(child.chunkColumn()))) : null;
        return copied.holdKey(child.source().name(), key, gtid);
    }

    private static String update(Cascade cascade) {
        TablePlan child = cascade.child();
        return "UPDATE " + TableStatements.name(child) + " SET "
                + cascade.childColumns().stream()
                        .map(i -> TableStatements.column(child, i) + " = " + TableStatements.value(child, i))
                        .collect(Collectors.joining(", "));
    }
}
