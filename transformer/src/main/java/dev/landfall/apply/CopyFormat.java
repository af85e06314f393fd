package dev.landfall.apply;

import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.transform.TargetRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Some columns of a table in the form of COPY BINARY. Immutable, thread-safe. */
final class CopyFormat {
    /** PGCOPY, newline, 0xFF, carriage return, newline, NUL; then flags and extension length. */
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final TablePlan table;
    private final int[] columns;

    /** @param columns their positions in the table's plan */
    CopyFormat(TablePlan table, int[] columns) {
        this.table = table;
        this.columns = columns.clone();
    }

    /** The columns' names on the target, with commas between. */
    String names() {
        return Arrays.stream(columns)
                .mapToObj(i -> Identifiers.postgres(table.columns().get(i).name()))
                .collect(Collectors.joining(", "));
    }

    /** @param relation quoted; it has columns of these names and types */
    String into(String relation) {
        return "COPY " + relation + " (" + names() + ") FROM STDIN (FORMAT binary)";
    }

    static void begin(CopyBuffer out) {
        out.putBytes(HEADER);
    }

    static void end(CopyBuffer out) {
        out.putShort(-1);
    }

    void row(TargetRow row, CopyBuffer out) {
        out.putShort(columns.length);
        for (int column : columns) {
            Object value = row.get(column);
            if (value == null) {
                PgBinaryFormat.writeNull(out);
            } else {
                PgBinaryFormat.write(table.columns().get(column).type(), value, out);
            }
        }
    }
}
