package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.Transformed;
import dev.landfall.wire.RowCells;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row that a policy sets aside, as it is written to {@code landfall.rejected_row}.
 *
 * @param identity digest of the key's values; of all values for a table without a key
 * @param key for people
 * @param chunkKey value of the chunk column, null for a table that is copied in one piece
 */
record RejectedRow(
        String table,
        String identity,
        String key,
        @Nullable BigDecimal chunkKey,
        String column,
        String loss,
        String reason,
        String original) {

    static RejectedRow of(TablePlan table, RowImage row, String key, Transformed.Rejected rejected) {
        return new RejectedRow(
                table.source().name().name(),
                identity(table, row),
                key,
                table.chunked() ? new BigDecimal(String.valueOf(row.get(table.chunkColumn()))) : null,
                rejected.column(),
                rejected.loss().key(),
                rejected.reason(),
                StoredRow.of(table.source(), row, all(table)).json());
    }

    static String identity(TablePlan table, RowImage row) {
        List<Integer> columns = table.rowKey().isEmpty() ? all(table) : table.rowKey();
        byte[] values = StoredRow.of(table.source(), row, columns).json().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(values));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same, of which only the values that it is made of are read. */
    static String identity(TablePlan table, RowCells row) throws SQLException {
        return identity(table, table.rowKey().isEmpty() ? row.image() : row.image(table.rowKey()));
    }

    private static List<Integer> all(TablePlan table) {
        return IntStream.range(0, table.columns().size()).boxed().toList();
    }

    /** For {@code target/add_rejected_row.sql}, behind the migration. */
    List<@Nullable Object> parameters() {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(table);
        parameters.add(identity);
        parameters.add(key.replace('\0', '\uFFFD'));
        parameters.add(chunkKey);
        parameters.add(column);
        parameters.add(loss);
        parameters.add(reason.replace('\0', '\uFFFD'));
        parameters.add(original);
        return parameters;
    }
}
