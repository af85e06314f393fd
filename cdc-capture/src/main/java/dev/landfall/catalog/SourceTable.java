package dev.landfall.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One base table of the source.
 *
 * @param columns in ordinal order, generated ones included; row images have the same order, but for the columns of a
 *     system-versioning period
 * @param primaryKey its columns in key order; empty when there is none
 * @param versioning null for a table without WITH SYSTEM VERSIONING
 * @param partitioning null for a table in one piece
 * @param nextAutoIncrement the table's AUTO_INCREMENT counter, null without one
 * @param approximateRows the storage engine's estimate
 * @param approximateBytes data without indexes, the storage engine's estimate
 */
public record SourceTable(
        TableName name,
        String engine,
        List<SourceColumn> columns,
        List<String> primaryKey,
        List<SourceIndex> indexes,
        List<ForeignKey> foreignKeys,
        List<CheckConstraint> checks,
        @Nullable SystemVersioning versioning,
        @Nullable Partitioning partitioning,
        @Nullable Long nextAutoIncrement,
        long approximateRows,
        long approximateBytes,
        String comment) {
    public SourceTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    /** Whether a consistent snapshot of it can be read without a lock. */
    public boolean transactional() {
        return engine.equalsIgnoreCase("InnoDB");
    }

    public Optional<SourceColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(columnName))
                .findFirst();
    }

    /** Position of a column in row images. @throws IllegalArgumentException for a column that the table does not have */
    public int indexOf(String columnName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(columnName)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + columnName + " in " + name);
    }
}
