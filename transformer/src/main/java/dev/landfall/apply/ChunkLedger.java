package dev.landfall.apply;

import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.snapshot.KeyRange;
import dev.landfall.sql.SqlFile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chunks of one migration in the control schema. Stateless; works on the caller's connection and transaction. */
public final class ChunkLedger {
    private final String migration;

    public ChunkLedger(String migration) {
        this.migration = migration;
    }

    /** Plans a table's chunks; the caller commits. */
    public void plan(Connection connection, TableName table, List<KeyRange> ranges, long expectedRows)
            throws SQLException {
        String sql = "INSERT INTO landfall.chunk (migration, source_table, ordinal, from_key, to_key, expected_rows)"
                + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int ordinal = 0; ordinal < ranges.size(); ordinal++) {
                statement.setString(1, migration);
                statement.setString(2, table.name());
                statement.setInt(3, ordinal);
                statement.setBigDecimal(4, ranges.get(ordinal).from());
                statement.setBigDecimal(5, ranges.get(ordinal).to());
                statement.setLong(6, expectedRows / ranges.size());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** All chunks of the migration by table and ordinal. @param database the source database */
    public List<Chunk> read(Connection connection, String database) throws SQLException {
        // A control schema of an older build, which is only looked at, has no server_id.
        String sql = "SELECT source_table, ordinal, from_key, to_key, expected_rows, gtids,"
                + " CAST(to_jsonb(chunk) ->> 'server_id' AS bigint), binlog_file, binlog_offset, copied_rows, copied_bytes,"
                + " copy_millis FROM landfall.chunk WHERE migration = ? ORDER BY source_table, ordinal";
        List<Chunk> chunks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    chunks.add(new Chunk(
                            new TableName(database, row.getString(1)),
                            row.getInt(2),
                            new KeyRange(row.getBigDecimal(3), row.getBigDecimal(4)),
                            row.getLong(5),
                            position(row),
                            row.getLong(10),
                            row.getLong(11),
                            row.getLong(12)));
                }
            }
        }
        return chunks;
    }

    /**
     * Parts a chunk that is not copied yet. Two cuts of one table at the same time may fail with a duplicate ordinal: the caller
     * cuts one after the other.
     *
     * @param key within the chunk's range, above its smallest key
     * @param rowsBefore about how many
     * @return the rows before the key, still under the chunk's ordinal, and those from it on
     */
    public List<Chunk> cut(Connection connection, Chunk chunk, BigDecimal key, long rowsBefore) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("target/cut_chunk.sql"))) {
            statement.setBigDecimal(1, key);
            statement.setLong(2, rowsBefore);
            statement.setString(3, migration);
            statement.setString(4, chunk.table().name());
            statement.setInt(5, chunk.ordinal());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("chunk " + chunk.ordinal() + " of " + chunk.table() + " was already copied");
                }
                KeyRange range = chunk.range();
                return List.of(
                        planned(chunk.table(), chunk.ordinal(), new KeyRange(range.from(), key), rowsBefore),
                        planned(chunk.table(), row.getInt(1), new KeyRange(key, range.to()), row.getLong(2)));
            }
        }
    }

    private static Chunk planned(TableName table, int ordinal, KeyRange range, long expectedRows) {
        return new Chunk(table, ordinal, range, expectedRows, null, 0, 0, 0);
    }

    private static @Nullable SourcePosition position(ResultSet row) throws SQLException {
        String gtids = row.getString(6);
        return gtids == null
                ? null
                : new SourcePosition(GtidSet.parse(gtids), row.getLong(7), row.getString(8), row.getLong(9));
    }
}
