package dev.landfall.apply;

import dev.landfall.event.RowImage;
import dev.landfall.json.RecordJson;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.Policy;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values by which a changed row is found again, as a JSON array of texts: numbers in digits, bytes in hexadecimal, null for
 * what the servers do not write alike. Stateless.
 */
final class ChangedRow {
    private static final RecordJson<@Nullable String[]> JSON = new RecordJson<>(String[].class, List.of());

    private static final Set<PgType.Kind> LOOKED_UP = EnumSet.of(
            PgType.Kind.SMALLINT,
            PgType.Kind.INTEGER,
            PgType.Kind.BIGINT,
            PgType.Kind.NUMERIC,
            PgType.Kind.VARCHAR,
            PgType.Kind.TEXT,
            PgType.Kind.BYTEA,
            PgType.Kind.UUID);

    private ChangedRow() {}

    /** Whether a column's values may be the same text on both sides: a policy may put others in their place, and times differ. */
    static boolean isSame(TablePlan table, int column) {
        ColumnPlan plan = table.columns().get(column);
        return LOOKED_UP.contains(plan.type().kind())
                && plan.policies().values().stream().noneMatch(Policy::changesValues);
    }

    /** @param columns positions in the image */
    static String values(RowImage image, List<Integer> columns) {
        @Nullable String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(image.get(columns.get(i)));
        }
        return JSON.write(texts);
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Long || value instanceof UUID || value instanceof String) {
            return value.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : null;
    }

    /** The same on the target. @param value SQL of one of the table's columns, or of a value for it */
    static String sql(TablePlan table, int column, String value) {
        return table.columns().get(column).type().kind() == PgType.Kind.BYTEA
                ? "encode(" + value + ", 'hex')"
                : "CAST(" + value + " AS text)";
    }
}
