package dev.landfall.stream;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.SystemVersioning;
import dev.landfall.catalog.TableName;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table to follow, with a decoder per column. Thread-safe. */
final class CapturedTable {
    private final SourceTable table;
    private final ColumnDecoder[] decoders;

    /** @throws MigrationException when a column's character set cannot be decoded */
    CapturedTable(SourceTable table) {
        this.table = table;
        this.decoders = table.columns().stream().map(ColumnDecoders::of).toArray(ColumnDecoder[]::new);
    }

    TableName name() {
        return table.name();
    }

    List<SourceColumn> columns() {
        return table.columns();
    }

    /** How many columns its row images have besides the declared ones. */
    int undeclaredColumns() {
        return hashColumns() + (table.versioning() == null ? 0 : 2);
    }

    /** Whether a position of the row image is a declared column of a system-versioning period. */
    boolean isPeriodColumn(int position) {
        SystemVersioning versioning = table.versioning();
        return versioning != null
                && !versioning.hidden()
                && (position == versioning.rowStart() || position == versioning.rowEnd());
    }

    /** Position of the end of a declared period. */
    int rowEnd() {
        return Objects.requireNonNull(table.versioning()).rowEnd();
    }

    boolean hasHiddenPeriod() {
        return table.versioning() != null && table.versioning().hidden();
    }

    /**
     * How many columns of its own the server has put behind those that were declared: for each unique key over TEXT, BLOB
     * or more bytes than an index takes, a hash of eight bytes ({@code DB_ROW_HASH_1} and so on).
     */
    private int hashColumns() {
        if (table.engine().equalsIgnoreCase("MEMORY")) {
            return 0; // hash indexes are its usual ones
        }
        return (int) table.indexes().stream()
                .filter(index -> index.unique() && index.kind().equalsIgnoreCase("HASH"))
                .count();
    }

    /** @throws MigrationException when a cell cannot be decoded exactly */
    RowImage decode(byte[] row, Gtid gtid) {
        @Nullable Object[] values = new @Nullable Object[decoders.length];
        int at = RawRow.STATE_BYTES;
        for (int i = 0; i < decoders.length; i++) {
            int length = RawRow.lengthAt(row, at);
            at += RawRow.LENGTH_BYTES;
            if (length != RawRow.NULL) {
                values[i] = decode(i, row, at, length, gtid);
                at += length;
            }
        }
        return new RowImage(values);
    }

    private Object decode(int column, byte[] row, int offset, int length, Gtid gtid) {
        try {
            return decoders[column].decode(row, offset, length);
        } catch (UnreadableValueException e) {
            SourceColumn refused = columns().get(column);
            throw new MigrationException(
                    FailureCode.VALUE_REFUSED,
                    name() + "." + refused.name() + " (" + refused.declaration() + "), transaction " + gtid
                            + ": the binary log holds a value that cannot be decoded exactly: " + e.getMessage() + ".",
                    "Correct the value on the source and start the migration of this table again.",
                    e);
        }
    }
}
