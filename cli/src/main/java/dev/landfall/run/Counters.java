package dev.landfall.run;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.SequencePlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds identities and sequences of the target that give a number which is taken: the first INSERT of an application fails, or
 * gets a number twice. Only reads. Confined to its sessions' thread.
 */
final class Counters {
    private final Connection source;
    private final Connection target;

    Counters(Connection source, Connection target) {
        this.source = source;
        this.target = target;
    }

    /** What an identity gives next must be above everything in its column. */
    List<SchemaDifference> identitiesBehind(List<TablePlan> tables) throws SQLException {
        List<SchemaDifference> behind = new ArrayList<>();
        for (TablePlan table : tables) {
            for (ColumnPlan column : table.columns()) {
                String sequence = column.identity() ? sequenceOf(table, column) : null;
                if (sequence != null) {
                    String relation = Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
                    compare(sequence, relation, column.name(), table.display() + "." + column.name(), behind);
                }
            }
        }
        return behind;
    }

    /**
     * What a sequence gives next must be beyond every column whose default takes from it, and not before what MariaDB's would
     * give: numbers that were given to somebody need not be in any table. One that begins anew at its end has no such order.
     *
     * @param tables whose columns count
     * @param all whether MariaDB's own sequences do
     */
    List<SchemaDifference> sequencesBehind(
            String schema, List<SequencePlan> sequences, List<TablePlan> tables, boolean all) throws SQLException {
        List<SchemaDifference> behind = new ArrayList<>();
        for (SequencePlan sequence : sequences) {
            String quoted = Identifiers.postgres(schema) + "." + Identifiers.postgres(sequence.name());
            if (!exists(quoted)) {
                // The schema is the target's own since the hand-over.
                continue;
            }
            if (next(quoted).cycles()) {
                continue;
            }
            String where = schema + "." + sequence.name();
            columns(quoted, tables, where, behind);
            if (all) {
                BigDecimal first = onSource(sequence);
                next(quoted).before(where, first).ifPresent(behind::add);
            }
        }
        return behind;
    }

    private void columns(String sequence, List<TablePlan> tables, String where, List<SchemaDifference> behind)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/columns_of_sequence.sql"))) {
            statement.setString(1, sequence);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String table = row.getString("table_name");
                    if (tables.stream().anyMatch(plan -> plan.name().equals(table))) {
                        String column = row.getString("column_name");
                        String place = where + " (" + table + "." + column + ")";
                        compare(sequence, row.getString("relation"), column, place, behind);
                    }
                }
            }
        }
    }

    /** The column first: whoever writes meanwhile takes the counter beyond what is read here. */
    private void compare(String sequence, String relation, String column, String where, List<SchemaDifference> behind)
            throws SQLException {
        BigDecimal last = last(next(sequence).ascending(), relation, column);
        if (last != null) {
            next(sequence).notBeyond(where, last).ifPresent(behind::add);
        }
    }

    /**
     * A sequence's or an identity's next number.
     *
     * @param ascending whether it counts upwards
     * @param cycles whether it begins anew at its end
     */
    private record Next(BigDecimal value, boolean ascending, boolean cycles) {
        /** What is wrong unless the next number is beyond the one that was given last. */
        Optional<SchemaDifference> notBeyond(String where, BigDecimal last) {
            String expected = "next value " + (ascending ? "above " : "below ") + last.toPlainString();
            return Optional.of(difference(where, expected)).filter(wrong -> order(last) <= 0);
        }

        /** What is wrong where the next number is before the first one that is free. */
        Optional<SchemaDifference> before(String where, BigDecimal first) {
            String expected = "next value " + first.toPlainString() + (ascending ? " or above" : " or below")
                    + ", as MariaDB's sequence";
            return Optional.of(difference(where, expected)).filter(wrong -> order(first) < 0);
        }

        private int order(BigDecimal other) {
            return ascending ? value.compareTo(other) : other.compareTo(value);
        }

        private SchemaDifference difference(String where, String expected) {
            return new SchemaDifference(where, expected, "next value " + value.toPlainString());
        }
    }

    /** @param sequence quoted, with its schema */
    private Next next(String sequence) throws SQLException {
        String sql = SqlFile.load("target/next_of_sequence.sql").replace("\"schema\".\"sequence\"", sequence);
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Next(row.getBigDecimal("next"), row.getBoolean("ascending"), row.getBoolean("cycles"));
        }
    }

    /** The number of a column that was given last, in the counter's direction; null without rows. */
    private @Nullable BigDecimal last(boolean ascending, String relation, String column) throws SQLException {
        String file = ascending ? "target/highest_number.sql" : "target/lowest_number.sql";
        String sql = SqlFile.load(file)
                .replace("\"schema\".\"table\"", relation)
                .replace("\"column\"", Identifiers.postgres(column));
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    /** @return quoted; null when the target has made something else of the column since */
    private @Nullable String sequenceOf(TablePlan table, ColumnPlan column) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/identity_sequence.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.setString(3, column.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private boolean exists(String sequence) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/sequence_exists.sql"))) {
            statement.setString(1, sequence);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private BigDecimal onSource(SequencePlan sequence) throws SQLException {
        String sql = SqlFile.load("source/next_of_sequence.sql")
                .replace("`database`.`sequence`", sequence.source().name().quoted());
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }
}
