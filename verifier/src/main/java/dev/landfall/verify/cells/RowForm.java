package dev.landfall.verify.cells;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyCells;
import dev.landfall.wire.RowCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hashes a table's rows, read with all columns of its plan in the plan's order. One thread; another thread makes one of its
 * own.
 */
public final class RowForm {
    private final CellForm[] forms;
    private final int keyColumn;
    private final boolean unsigned;

    private RowForm(List<CellForm> forms, TablePlan table) {
        this.forms = forms.toArray(CellForm[]::new);
        this.keyColumn = readsKeys(table) ? table.chunkColumn() : -1;
        this.unsigned = keyColumn >= 0
                && table.columns().get(keyColumn).source().type() instanceof MariaDbType.IntegerType integer
                && integer.unsigned();
    }

    /** Whether the chunk column's values can be told: integers on both sides. */
    public static boolean readsKeys(TablePlan table) {
        return table.chunked()
                && table.columns().get(table.chunkColumn()).source().type() instanceof MariaDbType.IntegerType
                && table.columns().get(table.chunkColumn()).type().isInteger();
    }

    /** @return empty for a table with a column that only the servers themselves can compare */
    public static Optional<RowForm> of(TablePlan table, ZeroSigns zeros) {
        List<CellForm> forms = new ArrayList<>();
        for (ColumnPlan column : table.columns()) {
            Optional<CellForm> form = CellForms.of(column, zeros);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            forms.add(form.get());
        }
        return Optional.of(new RowForm(forms, table));
    }

    /** What a row is read of on the source. */
    public static List<SourceColumn> sourceColumns(TablePlan table) {
        return table.columns().stream().map(ColumnPlan::source).toList();
    }

    public long hash(RowCells row) {
        long hash = CellHash.start();
        for (int i = 0; i < forms.length; i++) {
            int length = row.length(i);
            hash = CellHash.add(
                    hash,
                    length == RowCells.NULL ? CellHash.NULL : forms[i].source(row.bytes(), row.offset(i), length));
        }
        return hash;
    }

    /** The chunk column's value; 0 without one. */
    public long key(RowCells row) {
        if (keyColumn < 0 || row.length(keyColumn) == RowCells.NULL) {
            return 0;
        }
        int length = row.length(keyColumn);
        long value = Bytes.littleEndian(row.bytes(), row.offset(keyColumn), length);
        return unsigned ? value : Bytes.signed(value, length);
    }

    /** As the other. */
    public long key(CopyCells row) {
        if (keyColumn < 0 || row.length(keyColumn) == CopyCells.NULL) {
            return 0;
        }
        int length = row.length(keyColumn);
        return Bytes.signed(Bytes.bigEndian(row.bytes(), row.offset(keyColumn), length), length);
    }

    public long hash(CopyCells row) {
        long hash = CellHash.start();
        for (int i = 0; i < forms.length; i++) {
            int length = row.length(i);
            hash = CellHash.add(
                    hash,
                    length == CopyCells.NULL ? CellHash.NULL : forms[i].target(row.bytes(), row.offset(i), length));
        }
        return hash;
    }
}
