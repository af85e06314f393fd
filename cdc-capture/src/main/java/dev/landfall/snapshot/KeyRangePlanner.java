package dev.landfall.snapshot;

import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a table by an integer key into ranges that together hold every possible key. */
public final class KeyRangePlanner {
    /** More pieces than this gain nothing and cost a row each in the control schema. */
    private static final int MAX_RANGES = 4_096;

    private KeyRangePlanner() {}

    /**
     * Ranges of equal width between the smallest and the greatest key, the outer ones open.
     *
     * @param rowsPerRange at least 1; wished for, at the most about; sparse keys give smaller ranges
     */
    public static List<KeyRange> plan(Connection connection, SourceTable table, String keyColumn, long rowsPerRange)
            throws SQLException {
        int ranges =
                (int) Math.min(MAX_RANGES, Math.max(1, (table.approximateRows() + rowsPerRange - 1) / rowsPerRange));
        if (ranges == 1) {
            return List.of(KeyRange.ALL);
        }
        String key = Identifiers.mariaDb(keyColumn);
        String sql = "SELECT MIN(" + key + "), MAX(" + key + ") FROM " + table.rows();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return split(row.getBigDecimal(1), row.getBigDecimal(2), ranges);
        }
    }

    static List<KeyRange> split(@Nullable BigDecimal smallest, @Nullable BigDecimal greatest, int ranges) {
        if (smallest == null || greatest == null) {
            return List.of(KeyRange.ALL);
        }
        BigDecimal width = greatest.subtract(smallest).divide(BigDecimal.valueOf(ranges), 0, RoundingMode.CEILING);
        if (width.signum() <= 0) {
            return List.of(KeyRange.ALL);
        }
        List<KeyRange> result = new ArrayList<>();
        BigDecimal from = null;
        for (BigDecimal to = smallest.add(width); to.compareTo(greatest) <= 0; to = to.add(width)) {
            result.add(new KeyRange(from, to));
            from = to;
        }
        result.add(new KeyRange(from, null));
        return result;
    }
}
