package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the rows that policies set aside, in order with all other changes. One thread. */
final class RejectedRows {
    private final String migration;
    private final StatementBatch batch;
    private final String add = SqlFile.load("target/add_rejected_row.sql");
    private final String remove = SqlFile.load("target/remove_rejected_row.sql");

    RejectedRows(String migration, StatementBatch batch) {
        this.migration = migration;
        this.batch = batch;
    }

    void add(RejectedRow row) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(migration);
        parameters.addAll(row.parameters());
        batch.add(add, parameters, null);
    }

    /** Its row has left the source, or has become one that fits. */
    void remove(TablePlan table, RowImage row, String key) throws SQLException {
        batch.add(
                remove,
                List.of(migration, table.source().name().name(), RejectedRow.identity(table, row)),
                () -> "change of a row that was set aside, " + table.source().name() + " [" + key + "]");
    }

    void removeAll(TablePlan table, Chunk chunk) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(migration);
        parameters.add(table.source().name().name());
        String range = "";
        if (chunk.range().from() != null) {
            range += " AND chunk_key >= ?";
            parameters.add(chunk.range().from());
        }
        if (chunk.range().to() != null) {
            range += " AND chunk_key < ?";
            parameters.add(chunk.range().to());
        }
        batch.add(
                "DELETE FROM landfall.rejected_row WHERE migration = ? AND source_table = ?" + range, parameters, null);
    }

    void removeAll(TablePlan table) throws SQLException {
        batch.add(
                "DELETE FROM landfall.rejected_row WHERE migration = ? AND source_table = ?",
                List.of(migration, table.source().name().name()),
                null);
    }
}
