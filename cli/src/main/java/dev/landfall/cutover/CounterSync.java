package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.SequencePlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets MariaDB's AUTO_INCREMENT and sequences to PostgreSQL's next values, where those are higher. */
final class CounterSync {
    private final Connection source;
    private final Connection target;
    private final MigrationPlan plan;
    private final Deadline deadline;

    CounterSync(Connection source, Connection target, MigrationPlan plan, Deadline deadline) {
        this.source = source;
        this.target = target;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** PostgreSQL stands still. Each statement waits for readers on MariaDB until the deadline. */
    void run() throws SQLException {
        SourceCatalog now = new CatalogReader(source, plan.catalog().database()).read();
        try (Statement statement = source.createStatement()) {
            for (TablePlan table : plan.tables()) {
                for (ColumnPlan column : table.columns()) {
                    if (column.identity()) {
                        raise(statement, now, table, column);
                    }
                }
            }
            for (SequencePlan sequence : plan.sequences()) {
                String name = Identifiers.postgres(plan.schema()) + "." + Identifiers.postgres(sequence.name());
                deadline.check("MariaDB's sequences");
                deadline.limitSource(source);
                // Never to a lower value: that is how MariaDB's SETVAL works.
                statement.execute("SELECT SETVAL("
                        + Identifiers.mariaDb(sequence.source().name().database()) + "."
                        + Identifiers.mariaDb(sequence.source().name().name()) + ", " + next(name) + ", 0)");
            }
        }
    }

    private void raise(Statement statement, SourceCatalog now, TablePlan table, ColumnPlan column) throws SQLException {
        String relation = Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
        BigInteger next;
        try (PreparedStatement find = target.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
            find.setString(1, relation);
            find.setString(2, column.name());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                next = next(row.getString(1));
            }
        }
        Long has = now.table(table.source().name())
                .map(SourceTable::nextAutoIncrement)
                .orElse(null);
        if (has == null || next.compareTo(BigInteger.valueOf(has)) > 0) {
            deadline.check("MariaDB's counters");
            deadline.limitSource(source);
            statement.execute("ALTER TABLE " + table.source().name().quoted() + " AUTO_INCREMENT = " + next);
        }
    }

    /** @param sequence quoted, with its schema */
    private BigInteger next(String sequence) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT CAST(last_value AS numeric) + CASE WHEN is_called THEN 1 ELSE 0 END FROM "
                                + sequence)) {
            row.next();
            return row.getBigDecimal(1).toBigInteger();
        }
    }
}
