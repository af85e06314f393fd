package dev.landfall.profile;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks at what rows have to do with each other: children without a parent, texts that differ only in a way that their
 * collation ignores. Only reads; one thread; the caller owns the session.
 */
public final class RelationReader {
    /** ER_STATEMENT_TIMEOUT. */
    private static final int STATEMENT_TIMEOUT = 1969;
    /** Rows in which spellings are looked for. */
    private static final long ROWS = 200_000;

    private final Connection connection;

    public RelationReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Rows whose foreign key is not NULL and refers to nothing, which {@code foreign_key_checks=0} lets in.
     *
     * @return empty when there was no time to find out
     */
    public OptionalLong orphans(ForeignKey key, ScanBudget budget) throws SQLException {
        String on = IntStream.range(0, key.columns().size())
                .mapToObj(i -> "c." + Identifiers.mariaDb(key.columns().get(i)) + " = p."
                        + Identifiers.mariaDb(key.parentColumns().get(i)))
                .collect(Collectors.joining(" AND "));
        String notNull = key.columns().stream()
                .map(column -> "c." + Identifiers.mariaDb(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return count(
                "SELECT COUNT(*) FROM " + key.child().quoted() + " AS c WHERE " + notNull
                        + " AND NOT EXISTS (SELECT 1 FROM " + key.parent().quoted() + " AS p WHERE " + on + ")",
                budget);
    }

    /**
     * How many distinct spellings there are beyond the values that the collation tells apart, among the first 200,000 rows.
     *
     * @return empty when there was no time to find out
     */
    public OptionalLong spellings(SourceTable table, SourceColumn column, ScanBudget budget) throws SQLException {
        String text = Identifiers.mariaDb(column.name());
        return count(
                "SELECT COUNT(DISTINCT CAST(v AS BINARY)) - COUNT(DISTINCT v) FROM (SELECT " + text + " AS v FROM "
                        + table.rows() + " LIMIT " + ROWS + ") AS some_rows",
                budget);
    }

    private OptionalLong count(String sql, ScanBudget budget) throws SQLException {
        if (budget.secondsLeft() <= 0) {
            return OptionalLong.empty();
        }
        String limited = budget.limited()
                ? String.format(
                        Locale.ROOT,
                        "SET STATEMENT max_statement_time = %.3f FOR ",
                        Math.max(0.001, budget.secondsLeft()))
                : "";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(limited + sql)) {
            row.next();
            return OptionalLong.of(row.getLong(1));
        } catch (SQLException e) {
            if (e.getErrorCode() == STATEMENT_TIMEOUT) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
