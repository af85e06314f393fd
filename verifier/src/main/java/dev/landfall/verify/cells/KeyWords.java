package dev.landfall.verify.cells;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyCells;
import dev.landfall.target.PgType;
import dev.landfall.wire.RowCells;
import dev.landfall.wire.WireText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row's key as words of 64 bits, the same on both sides, so that keys can be added up and be read again from what is left of a sum. Of
 * keys of UUIDs, integers, and texts that are not too long. Immutable.
 */
public final class KeyWords {
    /** Of one key: sums of more take longer than they save. */
    private static final int MOST_WORDS = 20;

    private final int[] columns;
    private final KeyCell[] cells;
    private final int count;

    private KeyWords(List<Integer> columns, List<KeyCell> cells) {
        this.columns = columns.stream().mapToInt(column -> column).toArray();
        this.cells = cells.toArray(KeyCell[]::new);
        this.count = cells.stream().mapToInt(KeyCell::words).sum();
    }

    /** @return empty for a table without a key, or with another one */
    public static Optional<KeyWords> of(TablePlan table) {
        List<KeyCell> cells = new ArrayList<>();
        for (int column : table.rowKey()) {
            Optional<KeyCell> cell = cell(table.columns().get(column));
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            cells.add(cell.get());
        }
        KeyWords words = new KeyWords(table.rowKey(), cells);
        return words.count() == 0 || words.count() > MOST_WORDS ? Optional.empty() : Optional.of(words);
    }

    private static Optional<KeyCell> cell(ColumnPlan column) {
        PgType.Kind kind = column.type().kind();
        boolean text = (kind == PgType.Kind.VARCHAR || kind == PgType.Kind.TEXT) && WireText.isUtf8(column.source());
        MariaDbType type = column.source().type();
        if (type instanceof MariaDbType.VarcharType varchar && text) {
            return Optional.of(TextKey.of(varchar.length()));
        }
        if (type instanceof MariaDbType.CharType fixed && text) {
            return Optional.of(TextKey.of(fixed.length()));
        }
        if (type instanceof MariaDbType.IntegerType integer && column.type().isInteger()) {
            return Optional.of(new IntegerKey(integer.unsigned()));
        }
        return type instanceof MariaDbType.UuidType && kind == PgType.Kind.UUID
                ? Optional.of(new UuidKey())
                : Optional.empty();
    }

    /** Of every key. */
    public int count() {
        return count;
    }

    /** @return false for a key that is NULL or does not fit */
    public boolean read(RowCells row, long[] into) {
        Arrays.fill(into, 0);
        int at = 0;
        for (int i = 0; i < cells.length; i++) {
            int column = columns[i];
            int length = row.length(column);
            if (length == RowCells.NULL || !cells[i].source(row.bytes(), row.offset(column), length, into, at)) {
                return false;
            }
            at += cells[i].words();
        }
        return true;
    }

    /** As the other. */
    public boolean read(CopyCells row, long[] into) {
        Arrays.fill(into, 0);
        int at = 0;
        for (int i = 0; i < cells.length; i++) {
            int column = columns[i];
            int length = row.length(column);
            if (length == CopyCells.NULL || !cells[i].target(row.bytes(), row.offset(column), length, into, at)) {
                return false;
            }
            at += cells[i].words();
        }
        return true;
    }

    /** A text per column, as both servers write its value. */
    public List<String> values(long[] words) {
        List<String> values = new ArrayList<>();
        int at = 0;
        for (KeyCell cell : cells) {
            values.add(cell.text(words, at));
            at += cell.words();
        }
        return values;
    }
}
