package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.RowTransformer;
import dev.landfall.transform.Transformed;
import dev.landfall.wire.RowCells;
import java.sql.SQLException;
import java.util.Optional;

/** Rows of one table in the form of COPY BINARY: cell by cell as long as that is exact, else by the columns' rules. One thread. */
final class RowEncoder {
    private final TablePlan table;
    private final int[] columns;
    private final RowTransformer transformer;
    private final CopyFormat format;
    private final CellCopier[] copiers;

    RowEncoder(TablePlan table) {
        this.table = table;
        this.columns = table.writtenColumns();
        this.transformer = new RowTransformer(table);
        this.format = new CopyFormat(table, columns);
        this.copiers = table.columns().stream()
                .map(column -> CellCopiers.of(column, transformer))
                .toArray(CellCopier[]::new);
    }

    String copySql() {
        return format.into(TableStatements.name(table));
    }

    /** The row's key for people. */
    String key(RowImage row) {
        return transformer.key(row);
    }

    /** The same, of which only the key is made. */
    String key(RowCells row) throws SQLException {
        return transformer.key(row.image(table.rowKey()));
    }

    /**
     * @param losses hears what policies do to values
     * @return why the row is set aside, and then nothing of it is in the buffer; empty when it is
     * @throws dev.landfall.failure.MigrationException {@code TYPE-001} for a value that does not fit, with its place
     */
    Optional<Transformed.Rejected> encode(RowCells source, CopyBuffer out, LossLog losses) throws SQLException {
        int before = out.size();
        if (copied(source, out)) {
            return Optional.empty();
        }
        out.truncate(before);
        Transformed transformed = transformer.transform(source.image(), losses);
        if (transformed instanceof Transformed.Rejected refusal) {
            return Optional.of(refusal);
        }
        format.row(((Transformed.Fit) transformed).row(), out);
        return Optional.empty();
    }

    /** @return false when a cell needs its column's rules */
    private boolean copied(RowCells source, CopyBuffer out) throws SQLException {
        out.putShort(columns.length);
        for (int column : columns) {
            if (source.length(column) == RowCells.NULL) {
                PgBinaryFormat.writeNull(out);
            } else if (!copiers[column].copy(source, column, out)) {
                return false;
            }
        }
        return true;
    }
}
