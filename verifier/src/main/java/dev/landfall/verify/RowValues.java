package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values of some rows of one server. Rows that are equal in every column are one here. */
final class RowValues {
    /** Two texts per column: PostgreSQL's select list ends at 1664 entries. */
    private static final int COLUMNS_PER_STATEMENT = 400;

    private static final int FIRST_VALUE = 3;

    private final Map<String, List<ShownValue>> byDigests = new HashMap<>();

    private RowValues() {}

    /** @param characters of a text, at the most */
    static RowValues read(Session session, TableSql sql, TablePlan plan, List<RowKey> keys, int characters) {
        RowValues values = new RowValues();
        int columns = plan.columns().size();
        for (List<RowKey> batch : RowLookup.batches(sql, keys)) {
            for (int from = 0; from < columns; from += COLUMNS_PER_STATEMENT) {
                List<Integer> some = IntStream.range(from, Math.min(columns, from + COLUMNS_PER_STATEMENT))
                        .boxed()
                        .toList();
                session.query(
                        sql.values(batch, some, characters),
                        rows -> values.add(sql, rows, some.get(0), some.size(), characters));
            }
        }
        return values;
    }

    /** In column order; empty for a row that was not there. */
    List<ShownValue> of(String keyDigest, String rowDigest) {
        return byDigests.getOrDefault(keyDigest + rowDigest, List.of());
    }

    private boolean add(TableSql sql, ResultSet rows, int firstColumn, int columns, int characters)
            throws SQLException {
        while (rows.next()) {
            Optional<String> digest =
                    sql.documents().digest(sql.side(), rows.getString(2), rows, FIRST_VALUE + 2 * columns);
            if (digest.isEmpty()) {
                continue;
            }
            List<ShownValue> row =
                    byDigests.computeIfAbsent(rows.getString(1) + digest.get(), digests -> new ArrayList<>());
            for (int i = 0; i < columns && row.size() == firstColumn + i; i++) {
                row.add(ShownValue.read(
                        canonical(sql, rows, firstColumn + i, i, columns),
                        rows.getString(FIRST_VALUE + 2 * i + 1),
                        characters));
            }
        }
        return true;
    }

    private static String canonical(TableSql sql, ResultSet rows, int position, int i, int columns)
            throws SQLException {
        int document = sql.documents().positions().indexOf(position);
        return document < 0
                ? rows.getString(FIRST_VALUE + 2 * i)
                : sql.documents().canonical(sql.side(), position, rows.getString(FIRST_VALUE + 2 * columns + document));
    }
}
