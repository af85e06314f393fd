package dev.landfall.bench;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows and checksums of the stream's tables, comparable between MariaDB and PostgreSQL. */
record TableSums(Map<String, Sum> byTable) {
    /** @param checksum of all values, whatever the order of the rows */
    record Sum(long rows, String checksum) {}

    TableSums {
        byTable = Map.copyOf(byTable);
    }

    static TableSums ofMariaDb(Connection connection) throws SQLException {
        return read(connection, "bench/source_sums.sql");
    }

    static TableSums ofPostgreSql(Connection connection) throws SQLException {
        return read(connection, "bench/target_sums.sql");
    }

    private static TableSums read(Connection connection, String file) throws SQLException {
        Map<String, Sum> sums = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlFile.load(file))) {
            while (rows.next()) {
                sums.put(
                        rows.getString("name"),
                        new Sum(rows.getLong("row_count"), String.valueOf(rows.getString("checksum"))));
            }
        }
        return new TableSums(sums);
    }

    /** Which tables of the other hold something else, in words; empty when none does. */
    String differing(TableSums other) {
        List<String> differing = new ArrayList<>();
        new TreeMap<>(byTable).forEach((table, sum) -> {
            Sum theirs = other.byTable.getOrDefault(table, new Sum(0, "0"));
            if (theirs.rows() != sum.rows()) {
                differing.add(table + " has " + theirs.rows() + " of " + sum.rows() + " rows");
            } else if (!theirs.equals(sum)) {
                differing.add(table + " has other values");
            }
        });
        return String.join(", ", differing);
    }
}
