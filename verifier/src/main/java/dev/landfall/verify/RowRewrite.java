package dev.landfall.verify;

import dev.landfall.apply.RowRepair;
import dev.landfall.event.GtidSet;
import dev.landfall.plan.TablePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes some rows of one table anew, in transactions that are the caller's. */
final class RowRewrite {
    private final TablePlan table;
    private final TableSql sourceSql;
    private final TableSql targetSql;
    private final RepairTrail trail;
    private final GtidSet position;
    private final List<String> statements = new ArrayList<>();
    private long inserted;
    private long deleted;
    private long rewritten;

    RowRewrite(TablePlan table, RepairTrail trail, GtidSet position) {
        this.table = table;
        this.sourceSql = TableSql.source(table);
        this.targetSql = TableSql.target(table);
        this.trail = trail;
        this.position = position;
    }

    /** A row as it is. */
    private record Row(String json, String literals) {}

    RepairReceipt run(Session source, Connection target, List<Explained> rows) throws SQLException {
        List<RowKey> keys = rows.stream().map(Explained::key).distinct().toList();
        Map<String, Row> before = rows(target, keys);
        try (Statement statement = target.createStatement()) {
            statement.executeUpdate(targetSql.removal(keys));
        }
        copy(source, target, keys);
        Map<String, Row> after = rows(target, keys);
        for (Explained row : rows) {
            Row was = before.remove(row.key().digest());
            Row is = after.remove(row.key().digest());
            if (!Objects.equals(was, is)) {
                keep(target, row, was, is);
            }
        }
        return new RepairReceipt(inserted, deleted, rewritten, statements, List.of());
    }

    private void copy(Session source, Connection target, List<RowKey> keys) throws SQLException {
        RowRepair repair = new RowRepair(table);
        for (List<RowKey> batch : RowLookup.batches(sourceSql, keys)) {
            repair.copy(source.with(connection -> connection), sourceSql.condition(batch), target);
        }
    }

    private void keep(Connection target, Explained row, @Nullable Row was, @Nullable Row is) throws SQLException {
        String action = was == null ? "insert" : is == null ? "delete" : "rewrite";
        if (was == null) {
            inserted++;
        } else {
            statements.add(targetSql.removal(List.of(row.key())).strip() + ";");
            if (is == null) {
                deleted++;
            } else {
                rewritten++;
            }
        }
        if (is != null) {
            statements.add(targetSql.insertion(is.literals()) + ";");
        }
        trail.keep(
                target,
                table.source().name(),
                row.difference().key(),
                action,
                was == null ? null : was.json(),
                is == null ? null : is.json(),
                position);
    }

    private Map<String, Row> rows(Connection target, List<RowKey> keys) throws SQLException {
        Map<String, Row> rows = new HashMap<>();
        try (Statement statement = target.createStatement()) {
            for (List<RowKey> batch : RowLookup.batches(targetSql, keys)) {
                try (ResultSet row = statement.executeQuery(targetSql.rows(batch))) {
                    while (row.next()) {
                        rows.put(
                                row.getString("key_digest"),
                                new Row(row.getString("row_json"), row.getString("literals")));
                    }
                }
            }
        }
        return rows;
    }
}
