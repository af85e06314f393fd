package dev.landfall.plan;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions for one table.
 *
 * @param columns one per source column, in its order, so that a position in a row image is a position here
 * @param rowKey positions of the columns that tell rows apart (the primary key, else a unique key without NULLs); empty
 *     when nothing does
 * @param chunkColumn position of the integer column that the copy is split by: the first of the primary key; -1 when
 *     the table is copied as one piece
 * @param copyAfter tables that must be copied before the first row of this one, at no later position
 * @param partitioning null for a table in one piece
 * @param updateTrigger null where no column is updated to the current time
 */
public record TablePlan(
        SourceTable source,
        String schema,
        String name,
        List<ColumnPlan> columns,
        List<Integer> rowKey,
        int chunkColumn,
        List<TableName> copyAfter,
        List<IndexPlan> indexes,
        List<ForeignKeyPlan> foreignKeys,
        List<CheckPlan> checks,
        @Nullable PartitionPlan partitioning,
        @Nullable UpdateTrigger updateTrigger) {
    public TablePlan {
        columns = List.copyOf(columns);
        rowKey = List.copyOf(rowKey);
        copyAfter = List.copyOf(copyAfter);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    public boolean chunked() {
        return chunkColumn >= 0;
    }

    /** Positions of the columns that snapshot and stream write, ascending. */
    public int[] writtenColumns() {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).written())
                .toArray();
    }

    /** Whether rows that PostgreSQL itself refuses are set aside; otherwise they stop the run. */
    public boolean setsRefusedRowsAside() {
        // A policy for all of its columns; those that the target computes have none.
        return columns.stream()
                .anyMatch(column -> column.policy(Loss.REFUSED_ROW).kind() == Policy.Kind.REJECT);
    }

    /** Target names of the primary key's columns; empty without a primary key. */
    public List<String> primaryKeyColumns() {
        return source.primaryKey().stream()
                .map(column -> columns.get(source.indexOf(column)).name())
                .toList();
    }

    /** Schema and table for people. */
    public String display() {
        return schema + "." + name;
    }
}
