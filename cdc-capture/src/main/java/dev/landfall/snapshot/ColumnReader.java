package dev.landfall.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads one column of the current row; stateless. */
@FunctionalInterface
interface ColumnReader {
    /** @return a value as {@link dev.landfall.event.RowImage} documents it, null for SQL NULL */
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;
}
