package dev.landfall.stream;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.SystemVersioning;
import dev.landfall.catalog.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table to follow, as the binary log has it, with a decoder for its rows and one for its history. Thread-safe. */
final class CapturedTable {
    private final SourceTable table;
    private final List<SourceColumn> cells;
    /** Of the columns of keys, in lower case. */
    private final Set<String> inKeys;

    private final RowDecoder rows;
    private final @Nullable RowDecoder history;

    /**
     * @param history where the rows go that are no longer current; null when they go nowhere
     * @throws dev.landfall.failure.MigrationException when a column's character set cannot be decoded
     */
    CapturedTable(SourceTable table, @Nullable SourceTable history) {
        this.table = table;
        this.cells = history == null ? table.columns() : history.columns();
        this.inKeys = inKeys(table).collect(Collectors.toUnmodifiableSet());
        this.rows = new RowDecoder(table, cells);
        this.history = history == null ? null : new RowDecoder(history, cells);
    }

    private static Stream<String> inKeys(SourceTable table) {
        Stream<String> unique =
                table.indexes().stream().filter(SourceIndex::unique).flatMap(index -> index.columns().stream());
        return Stream.concat(table.primaryKey().stream(), unique).map(name -> name.toLowerCase(Locale.ROOT));
    }

    TableName name() {
        return table.name();
    }

    /** Null when its history is not followed. */
    @Nullable
    TableName historyName() {
        return history == null ? null : history.name();
    }

    /** The columns of its raw rows: the period's are among them where its history is followed. */
    List<SourceColumn> cells() {
        return cells;
    }

    /**
     * Whether a cell belongs to the primary key or to any unique one. Rows are found and compared by such a value, so it must be
     * of the same kind whatever the size of the event that it came with.
     */
    boolean isInKey(int cell) {
        return inKeys.contains(cells.get(cell).name().toLowerCase(Locale.ROOT));
    }

    RowDecoder rows() {
        return rows;
    }

    /** Empty when its history is not followed. */
    Optional<RowDecoder> history() {
        return Optional.ofNullable(history);
    }

    /** How many columns its row images have besides its cells. */
    int hiddenColumns() {
        return hashColumns() + (table.versioning() == null || history != null ? 0 : 2);
    }

    /** Whether a position of the row image is before those of the columns that the server has added. */
    boolean isDeclared(int position) {
        return position < table.columns().size() + (table.versioning() == null || hasHiddenPeriod() ? 0 : 2);
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
}
