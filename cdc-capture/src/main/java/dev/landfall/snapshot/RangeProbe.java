package dev.landfall.snapshot;

import dev.landfall.catalog.SourceTable;
import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks how many rows a range of keys has, and where to part it. Immutable; asks in the caller's session. */
public final class RangeProbe {
    private final String key;
    private final String rows;

    /** @param keyColumn an integer column that an index begins with */
    public RangeProbe(SourceTable table, String keyColumn) {
        this.key = Identifiers.mariaDb(keyColumn);
        this.rows = table.rows();
    }

    /** About, by the optimizer's dives into the index: without reading the rows. @throws SQLException when asking fails */
    public long about(Connection connection, KeyRange range) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "EXPLAIN " + select(range), bounds(range));
                ResultSet row = statement.executeQuery()) {
            // NULL where it knows that there is none.
            return row.next() ? row.getLong("rows") : 0;
        }
    }

    /**
     * The key of a row of the range.
     *
     * @param number how many rows come before it, from 0; so many entries of the index are read
     * @return empty when the range has no more rows than that
     * @throws SQLException when asking fails
     */
    public Optional<BigDecimal> keyAt(Connection connection, KeyRange range, long number) throws SQLException {
        String ordered = select(range) + " ORDER BY " + key + " LIMIT 1 OFFSET " + number;
        try (PreparedStatement statement = prepare(connection, ordered, bounds(range));
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getBigDecimal(1)) : Optional.empty();
        }
    }

    private String select(KeyRange range) {
        return "SELECT " + key + " FROM " + rows + condition(key, range);
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<BigDecimal> bounds)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < bounds.size(); i++) {
            statement.setBigDecimal(i + 1, bounds.get(i));
        }
        return statement;
    }

    /** With WHERE; empty for all keys. Its placeholders take {@link #bounds}. @param key quoted */
    static String condition(String key, KeyRange range) {
        List<String> conditions = new ArrayList<>();
        if (range.from() != null) {
            conditions.add(key + " >= ?");
        }
        if (range.to() != null) {
            conditions.add(key + " < ?");
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    static List<BigDecimal> bounds(KeyRange range) {
        List<BigDecimal> bounds = new ArrayList<>();
        if (range.from() != null) {
            bounds.add(range.from());
        }
        if (range.to() != null) {
            bounds.add(range.to());
        }
        return bounds;
    }
}
