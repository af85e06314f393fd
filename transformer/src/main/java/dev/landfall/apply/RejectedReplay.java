package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Loss;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.RowTransformer;
import dev.landfall.transform.TargetRow;
import dev.landfall.transform.Transformed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries rows again that policies have set aside: those that the plan's policies and PostgreSQL let in now go into their table.
 * Nothing may stream into the migration meanwhile. Stateless; works in the caller's transaction.
 */
public final class RejectedReplay {
    private static final int FETCH_SIZE = 100;

    private final MigrationPlan plan;
    private final String migration;

    public RejectedReplay(MigrationPlan plan, String migration) {
        this.plan = plan;
        this.migration = migration;
    }

    /** @param written rows that are in their table now; @param left rows that stay aside */
    public record Result(String table, long written, long left) {}

    /**
     * @return one result per table that has rows aside
     * @throws dev.landfall.failure.MigrationException {@code TYPE-001} when the policies say stop
     */
    public List<Result> run(Connection connection) throws SQLException {
        List<Result> results = new ArrayList<>();
        StatementBatch batch = new StatementBatch(connection);
        for (String table : new LossLedger(migration).rejectedRows(connection).keySet()) {
            for (TablePlan planned : plan.tables()) {
                if (planned.source().name().name().equals(table)) {
                    results.add(replay(connection, batch, planned));
                }
            }
        }
        return results;
    }

    private Result replay(Connection connection, StatementBatch batch, TablePlan table) throws SQLException {
        RowTransformer transformer = new RowTransformer(table);
        TableStatements statements = new TableStatements(table);
        LossLog losses = new LossLog();
        LossLog refused = new LossLog();
        long written = 0;
        long left = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, original, loss FROM landfall.rejected_row WHERE migration = ? AND source_table = ? ORDER BY id")) {
            select.setString(1, migration);
            select.setString(2, table.source().name().name());
            select.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RowImage image = StoredRow.parse(rows.getString("original")).image(table.source());
                    Transformed first = transformer.transform(image, refused);
                    if (first instanceof Transformed.Rejected) {
                        left++;
                        continue;
                    }
                    TargetRow row = ((Transformed.Fit) first).row();
                    boolean mayBeRefused = rows.getString("loss").equals(Loss.REFUSED_ROW.key());
                    if (mayBeRefused
                            && batch.attempt(() -> insert(batch, statements, row))
                                    .isPresent()) {
                        left++;
                        continue;
                    }
                    // Once more, for what policies do to its values now that it stays.
                    transformer.transform(image, losses);
                    if (!mayBeRefused) {
                        insert(batch, statements, row);
                    }
                    batch.add("DELETE FROM landfall.rejected_row WHERE id = ?", List.of(rows.getLong("id")), null);
                    written++;
                }
            }
        }
        batch.flush();
        new LossLedger(migration).add(connection, table.source().name().name(), losses, LossLedger.Path.STREAM);
        return new Result(table.source().name().name(), written, left);
    }

    private static void insert(StatementBatch batch, TableStatements statements, TargetRow row) throws SQLException {
        batch.add(statements.insert(row), statements.insertParameters(row), null);
    }
}
