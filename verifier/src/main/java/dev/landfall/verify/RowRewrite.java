package dev.landfall.verify;

import dev.landfall.apply.ReplicatingSession;
import dev.landfall.apply.RowRepair;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes some rows of one table anew, in transactions that are the caller's: all of them leave before the first one comes. Used once. */
final class RowRewrite {
    /** Rows that are in memory at once with all their values. */
    private static final int HELD_ROWS = 500;

    private final TablePlan table;
    private final TableSql sourceSql;
    private final TableSql targetSql;
    private final RepairTrail trail;
    private final boolean dryRun;
    /** By the key's digest; a key that has lost its index may have several rows. */
    private final Map<String, List<Gone>> gone = new HashMap<>();

    private final List<String> removals = new ArrayList<>();
    private final List<String> insertions = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private long inserted;
    private long deleted;
    private long rewritten;

    /** @param dryRun whether to keep what is done as SQL as well */
    RowRewrite(TablePlan table, RepairTrail trail, boolean dryRun) {
        this.table = table;
        this.sourceSql = TableSql.source(table);
        this.targetSql = TableSql.target(table);
        this.trail = trail;
        this.dryRun = dryRun;
    }

    /** A row as it is. */
    private record Row(String json, String literals) {
        String fingerprint() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest((json + '\0' + literals).getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** What was there. @param number of its entry in the trail */
    private record Gone(long number, String fingerprint) {}

    RepairReceipt run(Session source, Connection target, List<Explained> rows) throws SQLException {
        Map<String, Explained> wanted = new LinkedHashMap<>();
        rows.forEach(row -> wanted.putIfAbsent(row.key().digest(), row));
        List<String> refused = new ArrayList<>();
        for (String digest : setAside(source, wanted)) {
            Explained row = Objects.requireNonNull(wanted.remove(digest));
            refused.add(table.source().name() + ": " + row.difference().key()
                    + ", which a policy sets aside on the source; what the target has of it stays as it is");
        }
        List<List<Explained>> batches = batches(new ArrayList<>(wanted.values()));
        for (List<Explained> batch : batches) {
            remove(target, batch);
        }
        for (List<Explained> batch : batches) {
            copy(source, target, batch);
        }
        return new RepairReceipt(inserted, deleted, rewritten, statements(), refused);
    }

    /**
     * Complete: somebody may run them by hand, and is not to set off triggers and cascades that a repair does not. But the witness of
     * writes by others has to see them: the rows may have gone on by then.
     */
    private List<String> statements() {
        if (removals.isEmpty() && insertions.isEmpty()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN;");
        statements.add("SET LOCAL " + ReplicatingSession.WITHOUT_TRIGGERS + ";");
        statements.addAll(removals);
        statements.addAll(insertions);
        statements.add("COMMIT;");
        return statements;
    }

    /**
     * Keys of rows that both sides had when they were compared, and that the source did not give again. Both sides are where they were, or
     * the target would not have them either; so it is the lookup that fails, and nothing of this may stay.
     */
    List<String> lost() {
        return List.copyOf(lost);
    }

    private static List<List<Explained>> batches(List<Explained> rows) {
        List<List<Explained>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += HELD_ROWS) {
            batches.add(rows.subList(from, Math.min(rows.size(), from + HELD_ROWS)));
        }
        return batches;
    }

    /** Digests of keys of which the source has a row, but none that the target is to have. */
    private Set<String> setAside(Session source, Map<String, Explained> rows) {
        if (table.columns().stream().noneMatch(ColumnPlan::rejects)) {
            return Set.of();
        }
        List<RowKey> keys = rows.values().stream().map(Explained::key).toList();
        Set<String> setAside = Lineage.present(source, TableSql.wholeSource(table), keys);
        setAside.removeAll(RowLookup.states(source, sourceSql, keys).keySet());
        return setAside;
    }

    private void remove(Connection target, List<Explained> batch) throws SQLException {
        Map<String, List<Row>> before = rows(target, batch);
        List<Explained> present = batch.stream()
                .filter(row -> before.containsKey(row.key().digest()))
                .toList();
        if (present.isEmpty()) {
            return;
        }
        List<RepairTrail.Entry> entries = new ArrayList<>();
        for (Explained row : present) {
            for (Row was : of(before, row)) {
                entries.add(new RepairTrail.Entry(row.difference().key(), was.json()));
            }
        }
        Iterator<Long> numbers = trail.deleted(target, entries).iterator();
        for (Explained row : present) {
            gone.put(
                    row.key().digest(),
                    of(before, row).stream()
                            .map(was -> new Gone(numbers.next(), was.fingerprint()))
                            .toList());
        }
        try (Statement statement = target.createStatement()) {
            statement.executeUpdate(targetSql.removal(keys(present)));
        }
    }

    private void copy(Session source, Connection target, List<Explained> batch) throws SQLException {
        RowRepair repair = new RowRepair(table, trail.migration());
        for (List<RowKey> keys : RowLookup.batches(sourceSql, keys(batch))) {
            repair.copy(source.with(connection -> connection), sourceSql.condition(keys), target);
        }
        Map<String, List<Row>> after = rows(target, batch);
        List<RepairTrail.Entry> came = new ArrayList<>();
        Map<Long, String> changed = new LinkedHashMap<>();
        List<Long> unchanged = new ArrayList<>();
        for (Explained row : batch) {
            List<Gone> was = new ArrayList<>(gone.getOrDefault(row.key().digest(), List.of()));
            List<Row> is = new ArrayList<>(of(after, row));
            String key = row.difference().key();
            unchanged.addAll(takeUnchanged(was, is));
            if (was.isEmpty() && is.isEmpty()) {
                continue;
            }
            if (row.difference().kind() == RowDifference.Kind.CHANGED
                    && of(after, row).isEmpty()) {
                lost.add(row.difference().key());
            }
            show(row.key(), gone.containsKey(row.key().digest()), of(after, row));
            int pairs = Math.min(was.size(), is.size());
            for (int i = 0; i < pairs; i++) {
                changed.put(was.get(i).number(), is.get(i).json());
            }
            is.subList(pairs, is.size()).forEach(added -> came.add(new RepairTrail.Entry(key, added.json())));
            deleted += was.size() - pairs;
        }
        rewritten += changed.size();
        inserted += came.size();
        trail.inserted(target, came);
        trail.rewritten(target, changed);
        trail.forget(target, unchanged);
    }

    /** Takes out of both what has come back as it was. @return the numbers of these */
    private static List<Long> takeUnchanged(List<Gone> was, List<Row> is) {
        List<Long> unchanged = new ArrayList<>();
        for (Iterator<Row> rows = is.iterator(); rows.hasNext(); ) {
            String fingerprint = rows.next().fingerprint();
            Optional<Gone> same = was.stream()
                    .filter(row -> row.fingerprint().equals(fingerprint))
                    .findFirst();
            same.ifPresent(row -> {
                was.remove(row);
                rows.remove();
                unchanged.add(row.number());
            });
        }
        return unchanged;
    }

    private void show(RowKey key, boolean was, List<Row> is) {
        if (dryRun && was) {
            removals.add(targetSql.removal(List.of(key)).strip() + ";");
        }
        if (dryRun) {
            is.forEach(row -> insertions.add(targetSql.insertion(row.literals()) + ";"));
        }
    }

    /** By the key's digest. */
    private Map<String, List<Row>> rows(Connection target, List<Explained> batch) throws SQLException {
        Map<String, List<Row>> rows = new HashMap<>();
        try (Statement statement = target.createStatement()) {
            for (List<RowKey> keys : RowLookup.batches(targetSql, keys(batch))) {
                try (ResultSet row = statement.executeQuery(targetSql.rows(keys))) {
                    while (row.next()) {
                        rows.computeIfAbsent(row.getString("key_digest"), digest -> new ArrayList<>())
                                .add(new Row(row.getString("row_json"), row.getString("literals")));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Row> of(Map<String, List<Row>> rows, Explained row) {
        return rows.getOrDefault(row.key().digest(), List.of());
    }

    private static List<RowKey> keys(List<Explained> rows) {
        return rows.stream().map(Explained::key).toList();
    }
}
