package dev.landfall.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One base table of the source, or the history of a system-versioned one, which is migrated as a table of its own.
 *
 * @param columns in ordinal order, generated ones included; row images have the same order, but for the columns of a
 *     system-versioning period
 * @param primaryKey its columns in key order; empty when there is none
 * @param versioning null for a table without WITH SYSTEM VERSIONING
 * @param historyOf null for a table that the source has under this name
 * @param partitioning null for a table in one piece
 * @param nextAutoIncrement the table's AUTO_INCREMENT counter, null without one
 * @param approximateRows the storage engine's estimate
 * @param approximateBytes data without indexes, the storage engine's estimate
 * @param defaultCollation of text columns that are added without one; null where it is not known
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
        @Nullable HistoryOf historyOf,
        @Nullable Partitioning partitioning,
        @Nullable Long nextAutoIncrement,
        long approximateRows,
        long approximateBytes,
        String comment,
        @Nullable String defaultCollation) {
    public SourceTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    /** Without a known default collation. */
    public SourceTable(
            TableName name,
            String engine,
            List<SourceColumn> columns,
            List<String> primaryKey,
            List<SourceIndex> indexes,
            List<ForeignKey> foreignKeys,
            List<CheckConstraint> checks,
            @Nullable SystemVersioning versioning,
            @Nullable HistoryOf historyOf,
            @Nullable Partitioning partitioning,
            @Nullable Long nextAutoIncrement,
            long approximateRows,
            long approximateBytes,
            String comment) {
        this(
                name,
                engine,
                columns,
                primaryKey,
                indexes,
                foreignKeys,
                checks,
                versioning,
                historyOf,
                partitioning,
                nextAutoIncrement,
                approximateRows,
                approximateBytes,
                comment,
                null);
    }

    /** Whether a consistent snapshot of it can be read without a lock. */
    public boolean transactional() {
        return engine.equalsIgnoreCase("InnoDB");
    }

    /** What a statement on the source reads its rows from: stands behind FROM, without a further alias. */
    public String rows() {
        return historyOf == null ? name.quoted() : historyOf.rows(columns);
    }

    /** The table of the server that holds its rows: another one than {@link #name} for former rows. */
    public TableName storedIn() {
        return historyOf == null ? name : historyOf.table();
    }

    /** The table of its former rows; empty unless it is system-versioned. */
    public Optional<SourceTable> history() {
        return versioning == null ? Optional.empty() : Optional.of(versioning.historyOf(this));
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
