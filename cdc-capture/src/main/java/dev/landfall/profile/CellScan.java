package dev.landfall.profile;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.wire.CellQuery;
import dev.landfall.wire.RowCells;
import dev.landfall.wire.WireText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at values here: at JSON, which no function of MariaDB judges as PostgreSQL does, and in the same pass at integers, so
 * that the server need not go through the table a second time for them. One pass, one thread.
 */
final class CellScan {
    private final TableScan scan;
    private final Tally tally;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final int firstDocument;
    private final int firstInteger;
    private final PlainJson plain = new PlainJson();
    private long rows;

    CellScan(TableScan scan, Tally tally) {
        this.scan = scan;
        this.tally = tally;
        columns.addAll(scan.keyColumns());
        this.firstDocument = columns.size();
        columns.addAll(scan.documents());
        this.firstInteger = columns.size();
        scan.integers().forEach(question -> columns.add(question.column()));
    }

    /** @param where without WHERE; empty for all rows. @param limit empty for none. @throws SQLException when reading fails */
    void read(Connection connection, String where, String limit) throws SQLException {
        new CellQuery(scan.table(), columns).run(connection, scan.from(where, limit), List.of(), this::look);
        if (scan.questions().isEmpty()) {
            tally.rows(rows);
        }
    }

    private void look(RowCells row) throws SQLException {
        rows++;
        for (int i = firstDocument; i < firstInteger; i++) {
            boolean nothing = row.length(i) == RowCells.NULL
                    || WireText.isUtf8(columns.get(i)) && plain.fits(row.bytes(), row.offset(i), row.length(i));
            Trait trait = nothing ? null : trait(row.value(i));
            if (trait != null) {
                found(i, trait, row);
            }
        }
        for (int i = firstInteger; i < columns.size(); i++) {
            Trait trait = scan.integers().get(i - firstInteger).trait();
            if (row.length(i) != RowCells.NULL && has(trait, row, i)) {
                found(i, trait, row);
            }
        }
    }

    private void found(int column, Trait trait, RowCells row) throws SQLException {
        tally.found(columns.get(column), trait, 1);
        tally.sample(columns.get(column), trait, key(row));
    }

    /** Of the integers that {@link TableScan#integers} lists, in their little-endian bytes. */
    private static boolean has(Trait trait, RowCells row, int column) {
        int first = row.offset(column);
        byte low = row.bytes()[first];
        return trait == Trait.NOT_BOOLEAN ? low != 0 && low != 1 : row.bytes()[first + row.length(column) - 1] < 0;
    }

    private String key(RowCells row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < firstDocument; i++) {
            Object value = row.value(i);
            parts.add(columns.get(i).name() + "="
                    + (value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value));
        }
        return String.join(", ", parts);
    }

    private static @Nullable Trait trait(@Nullable Object document) {
        return document instanceof String text ? trait(JsonShape.of(text)) : null;
    }

    private static @Nullable Trait trait(JsonShape shape) {
        return switch (shape) {
            case JSONB -> null;
            case REPEATED_KEY -> Trait.JSON_REPEATED_KEY;
            case JSON_ONLY -> Trait.NOT_JSONB;
            case INVALID -> Trait.NOT_JSON;
        };
    }
}
