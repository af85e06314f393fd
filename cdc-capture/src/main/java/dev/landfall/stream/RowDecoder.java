package dev.landfall.stream;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a table's row images of raw rows, which may have cells that are not the table's. Thread-safe. */
final class RowDecoder {
    private final SourceTable table;
    /** One per cell; null for a cell to pass over. The others are the table's columns in their order. */
    private final @Nullable ColumnDecoder[] decoders;

    private final ColumnDecoder[] byColumn;

    /**
     * @param cells the columns of the raw row
     * @throws MigrationException when a column's character set cannot be decoded
     */
    RowDecoder(SourceTable table, List<SourceColumn> cells) {
        this.table = table;
        this.decoders = cells.stream()
                .map(cell -> table.column(cell.name()).map(ColumnDecoders::of).orElse(null))
                .toArray(ColumnDecoder[]::new);
        this.byColumn = Arrays.stream(decoders).filter(Objects::nonNull).toArray(ColumnDecoder[]::new);
    }

    TableName name() {
        return table.name();
    }

    /**
     * An image whose values are decoded when they are asked for, as long as the raw row stays as it is: of a row that goes, hardly
     * more than its key is ever wanted.
     *
     * @param cells what the row refers to, as for the other
     */
    RowImage lazily(byte[] row, Gtid gtid, @Nullable LargeCells cells) {
        int[] offsets = new int[table.columns().size()];
        int at = RawRow.STATE_BYTES;
        int column = 0;
        for (ColumnDecoder decoder : decoders) {
            if (decoder != null) {
                offsets[column++] = at;
            }
            at += RawRow.LENGTH_BYTES + RawRow.bytesAfter(RawRow.lengthAt(row, at));
        }
        return new RowImage(new RawCells(row, offsets, gtid, cells));
    }

    private final class RawCells implements RowImage.Cells {
        private final byte[] row;
        private final int[] offsets;
        private final Gtid gtid;
        private final @Nullable LargeCells cells;

        RawCells(byte[] row, int[] offsets, Gtid gtid, @Nullable LargeCells cells) {
            this.row = row;
            this.offsets = offsets;
            this.gtid = gtid;
            this.cells = cells;
        }

        @Override
        public int size() {
            return offsets.length;
        }

        @Override
        public @Nullable Object get(int column) {
            int length = RawRow.lengthAt(row, offsets[column]);
            int at = offsets[column] + RawRow.LENGTH_BYTES;
            return decode(byColumn[column], column, row, at, length, gtid, cells);
        }
    }

    /**
     * @param cells what the row refers to; null where it holds all of its cells
     * @throws MigrationException when a cell cannot be decoded exactly
     */
    RowImage decode(byte[] row, Gtid gtid, @Nullable LargeCells cells) {
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        int at = RawRow.STATE_BYTES;
        int column = 0;
        for (ColumnDecoder decoder : decoders) {
            int length = RawRow.lengthAt(row, at);
            at += RawRow.LENGTH_BYTES;
            if (decoder != null) {
                values[column] = decode(decoder, column, row, at, length, gtid, cells);
                column++;
            }
            at += RawRow.bytesAfter(length);
        }
        return new RowImage(values);
    }

    private @Nullable Object decode(
            ColumnDecoder decoder,
            int column,
            byte[] row,
            int offset,
            int length,
            Gtid gtid,
            @Nullable LargeCells cells) {
        try {
            if (length >= 0) {
                return decoder.decode(row, offset, length);
            }
            return length == RawRow.NULL
                    ? null
                    : decoder.decode(RawRow.cellAt(row, offset, Objects.requireNonNull(cells)));
        } catch (UnreadableValueException e) {
            SourceColumn refused = table.columns().get(column);
            throw new MigrationException(
                    FailureCode.VALUE_REFUSED,
                    name() + "." + refused.name() + " (" + refused.declaration() + "), transaction " + gtid
                            + ": the binary log holds a value that cannot be decoded exactly: " + e.getMessage() + ".",
                    "Correct the value on the source and start the migration of this table again.",
                    e);
        }
    }
}
