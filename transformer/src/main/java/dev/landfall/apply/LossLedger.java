package dev.landfall.apply;

import dev.landfall.sql.SqlFile;
import dev.landfall.transform.LossLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What policies have done to values, in the control schema. Stateless; works in the caller's transaction. */
public final class LossLedger {
    private final String migration;

    public LossLedger(String migration) {
        this.migration = migration;
    }

    /** On which way values came. */
    enum Path {
        SNAPSHOT("snapshot"),
        STREAM("stream");

        private final String text;

        Path(String text) {
            this.text = text;
        }
    }

    /**
     * @param inSnapshot values that the policy dealt with while the table was copied
     * @param inStream values that it dealt with since; a row that changes often counts often
     * @param sampleKeys for people, joined by semicolons
     */
    public record Entry(
            String table,
            String column,
            String loss,
            String policy,
            long inSnapshot,
            long inStream,
            String sampleKeys) {}

    /** Adds the log's totals. */
    void add(Connection connection, String table, LossLog log, Path path) throws SQLException {
        List<LossLog.Total> totals = log.totals();
        if (totals.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/add_value_loss.sql"))) {
            for (LossLog.Total total : totals) {
                statement.setString(1, migration);
                statement.setString(2, table);
                statement.setString(3, total.what().column());
                statement.setString(4, total.what().loss().key());
                statement.setString(5, total.what().policy().text());
                statement.setString(6, path.text);
                statement.setLong(7, total.values());
                statement.setArray(
                        8,
                        connection.createArrayOf(
                                "text",
                                total.keys().stream()
                                        .map(key -> key.replace('\0', '\uFFFD'))
                                        .toArray()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public List<Entry> read(Connection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/list_value_losses.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getString("source_table"),
                            row.getString("source_column"),
                            row.getString("loss"),
                            row.getString("policy"),
                            row.getLong("in_snapshot"),
                            row.getLong("in_stream"),
                            row.getString("sample_keys")));
                }
            }
        }
        return entries;
    }

    /** Rows that are set aside now, by table. */
    public Map<String, Long> rejectedRows(Connection connection) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(SqlFile.load("target/count_rejected_rows.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString("source_table"), row.getLong("rejected_rows"));
                }
            }
        }
        return rows;
    }
}
