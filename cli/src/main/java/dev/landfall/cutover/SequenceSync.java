package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.SequencePlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets identities beyond every key and beyond the source's AUTO_INCREMENT, and sequences to the source's next value. */
final class SequenceSync {
    private final Connection source;
    private final Connection target;
    private final MigrationPlan plan;

    SequenceSync(Connection source, Connection target, MigrationPlan plan) {
        this.source = source;
        this.target = target;
        this.plan = plan;
    }

    /** The source stands still: its counters are final. */
    void run() throws SQLException {
        SourceCatalog now = new CatalogReader(source, plan.catalog().database()).read();
        for (TablePlan table : plan.tables()) {
            for (ColumnPlan column : table.columns()) {
                if (column.identity()) {
                    setIdentity(table, column, nextAutoIncrement(now, table));
                }
            }
        }
        for (SequencePlan sequence : plan.sequences()) {
            setSequence(sequence);
        }
    }

    private static long nextAutoIncrement(SourceCatalog now, TablePlan table) {
        return now.table(table.source().name())
                .map(SourceTable::nextAutoIncrement)
                .orElse(1L);
    }

    private void setIdentity(TablePlan table, ColumnPlan column, long nextAutoIncrement) throws SQLException {
        String relation = Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
        String sql = SqlFile.load("cutover/sync_identity.sql")
                .replace("\"column\"", Identifiers.postgres(column.name()))
                .replace("\"schema\".\"table\"", relation);
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, relation);
            statement.setString(2, column.name());
            statement.setLong(3, nextAutoIncrement);
            statement.execute();
        }
    }

    private void setSequence(SequencePlan sequence) throws SQLException {
        String next = SqlFile.load("source/next_of_sequence.sql")
                .replace("`database`.`sequence`", sequence.source().name().quoted());
        try (Statement read = source.createStatement();
                ResultSet row = read.executeQuery(next);
                PreparedStatement write = target.prepareStatement(SqlFile.load("cutover/sync_sequence.sql"))) {
            row.next();
            write.setString(1, Identifiers.postgres(plan.schema()) + "." + Identifiers.postgres(sequence.name()));
            write.setBigDecimal(2, row.getBigDecimal(1));
            write.execute();
        }
    }
}
