package dev.landfall.apply;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.profile.PlainJson;
import dev.landfall.target.PgType;
import dev.landfall.text.Utf8;
import dev.landfall.transform.RowTransformer;
import dev.landfall.wire.LittleEndian;
import dev.landfall.wire.RowCells;
import dev.landfall.wire.WireText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the copier of a column, once per table: from MariaDB's bytes to PostgreSQL's without a value object for what is
 * frequent, by way of the column's converter for the rest. What it gives is for one thread.
 */
final class CellCopiers {
    private static final int JSONB_VERSION = 1;
    /** A value as long as this is not copied into the buffer but sent from where it is. */
    private static final int LONG_VALUE = 16 * 1024;

    private CellCopiers() {}

    static CellCopier of(ColumnPlan plan, RowTransformer transformer) {
        return direct(plan.source().type(), plan).orElseGet(() -> byValue(plan.type(), transformer));
    }

    private static CellCopier byValue(PgType type, RowTransformer transformer) {
        return (row, column, out) -> {
            Object value = row.value(column);
            Optional<Object> fitted = value == null ? Optional.empty() : transformer.fitted(column, value);
            fitted.ifPresent(found -> PgBinaryFormat.write(type, found, out));
            return fitted.isPresent();
        };
    }

    private static Optional<CellCopier> direct(MariaDbType source, ColumnPlan plan) {
        boolean utf8 = WireText.isUtf8(plan.source());
        @Nullable
        CellCopier copier = switch (plan.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> integer(source, plan.type().kind());
            case BOOLEAN -> isWhole(source) ? CellCopiers::truth : null;
            case NUMERIC -> numeric(source);
            case REAL -> source instanceof MariaDbType.FloatType ? CellCopiers::fourBytes : null;
            case DOUBLE -> source instanceof MariaDbType.DoubleType ? CellCopiers::eightBytes : null;
            case VARCHAR, TEXT -> utf8 ? CellCopiers::text : null;
            case JSON -> utf8 ? json() : null;
            case JSONB -> utf8 ? jsonb() : null;
            case BYTEA -> isBytes(source) ? CellCopiers::bytes : null;
            case DATE -> source instanceof MariaDbType.DateType ? CellCopiers::date : null;
            case TIMESTAMP -> source instanceof MariaDbType.DateTimeType ? CellCopiers::moment : null;
            case TIMESTAMPTZ -> source instanceof MariaDbType.TimestampType ? CellCopiers::moment : null;
            case INTERVAL -> source instanceof MariaDbType.TimeType ? CellCopiers::interval : null;
            case UUID -> source instanceof MariaDbType.UuidType ? CellCopiers::uuid : null;
            case INET -> source instanceof MariaDbType.InetType ? CellCopiers::inet : null;
            case BIT -> source instanceof MariaDbType.BitType type ? bits(type.length()) : null;
            case TEXT_ARRAY, REAL_ARRAY, GEOMETRY -> null;
        };
        return Optional.ofNullable(copier);
    }

    private static boolean isWhole(MariaDbType type) {
        return type instanceof MariaDbType.IntegerType || type instanceof MariaDbType.YearType;
    }

    private static boolean isBytes(MariaDbType type) {
        return type instanceof MariaDbType.BinaryType
                || type instanceof MariaDbType.VarbinaryType
                || type instanceof MariaDbType.BlobType;
    }

    private static boolean isUnsigned(MariaDbType type) {
        return type instanceof MariaDbType.YearType
                || type instanceof MariaDbType.IntegerType integer && integer.unsigned();
    }

    private static @Nullable CellCopier integer(MariaDbType source, PgType.Kind kind) {
        if (!isWhole(source)) {
            return null;
        }
        boolean unsigned = isUnsigned(source);
        return switch (kind) {
            case SMALLINT ->
                (row, column, out) -> {
                    out.putInt(2);
                    out.putShort((int) whole(row, column, unsigned));
                    return true;
                };
            case INTEGER ->
                (row, column, out) -> {
                    out.putInt(4);
                    out.putInt((int) whole(row, column, unsigned));
                    return true;
                };
            default ->
                (row, column, out) -> {
                    long value = whole(row, column, unsigned);
                    out.putInt(8);
                    out.putLong(value);
                    return !unsigned || value >= 0;
                };
        };
    }

    private static @Nullable CellCopier numeric(MariaDbType source) {
        if (source instanceof MariaDbType.DecimalType) {
            return (row, column, out) -> NumericText.write(row.bytes(), row.offset(column), row.length(column), out);
        }
        if (!isWhole(source)) {
            return null;
        }
        boolean unsigned = isUnsigned(source);
        return (row, column, out) -> {
            long value = whole(row, column, unsigned);
            // Only the upper half of BIGINT UNSIGNED does not fit a long.
            return value != Long.MIN_VALUE && (!unsigned || value >= 0) && NumericText.write(value, out);
        };
    }

    private static long whole(RowCells row, int column, boolean unsigned) {
        return unsigned
                ? LittleEndian.unsigned(row.bytes(), row.offset(column), row.length(column))
                : LittleEndian.signed(row.bytes(), row.offset(column), row.length(column));
    }

    private static boolean truth(RowCells row, int column, CopyBuffer out) {
        long value = LittleEndian.unsigned(row.bytes(), row.offset(column), row.length(column));
        out.putInt(1);
        out.putByte((int) value);
        return value == 0 || value == 1;
    }

    private static boolean fourBytes(RowCells row, int column, CopyBuffer out) {
        out.putInt(4);
        out.putInt((int) LittleEndian.unsigned(row.bytes(), row.offset(column), 4));
        return true;
    }

    private static boolean eightBytes(RowCells row, int column, CopyBuffer out) {
        out.putInt(8);
        out.putLong(LittleEndian.unsigned(row.bytes(), row.offset(column), 8));
        return true;
    }

    private static boolean text(RowCells row, int column, CopyBuffer out) {
        return Utf8.isTextWithoutNul(row.bytes(), row.offset(column), row.length(column)) && bytes(row, column, out);
    }

    private static boolean bytes(RowCells row, int column, CopyBuffer out) {
        out.putInt(row.length(column));
        return raw(row, column, out);
    }

    private static boolean raw(RowCells row, int column, CopyBuffer out) {
        if (row.length(column) >= LONG_VALUE) {
            out.refer(row.bytes(), row.offset(column), row.length(column));
        } else {
            out.putBytes(row.bytes(), row.offset(column), row.length(column));
        }
        return true;
    }

    private static CellCopier json() {
        PlainJson plain = new PlainJson();
        return (row, column, out) ->
                plain.fits(row.bytes(), row.offset(column), row.length(column)) && bytes(row, column, out);
    }

    private static CellCopier jsonb() {
        PlainJson plain = new PlainJson();
        return (row, column, out) -> {
            out.putInt(1 + row.length(column));
            out.putByte(JSONB_VERSION);
            return plain.fits(row.bytes(), row.offset(column), row.length(column)) && raw(row, column, out);
        };
    }

    private static boolean isDay(RowCells row, int column) {
        return CalendarFields.isDay(row.bytes(), row.offset(column), row.length(column));
    }

    private static boolean date(RowCells row, int column, CopyBuffer out) {
        if (!isDay(row, column)) {
            return false;
        }
        out.putInt(4);
        out.putInt(CalendarFields.daysSince2000(row.bytes(), row.offset(column)));
        return true;
    }

    private static boolean moment(RowCells row, int column, CopyBuffer out) {
        if (!isDay(row, column)) {
            return false;
        }
        out.putInt(8);
        out.putLong(CalendarFields.microsSince2000(row.bytes(), row.offset(column), row.length(column)));
        return true;
    }

    private static boolean interval(RowCells row, int column, CopyBuffer out) {
        out.putInt(16);
        out.putLong(CalendarFields.micros(row.bytes(), row.offset(column), row.length(column)));
        out.putInt(0);
        out.putInt(0);
        return true;
    }

    private static boolean uuid(RowCells row, int column, CopyBuffer out) {
        return CompactCells.uuid(row.bytes(), row.offset(column), row.length(column), out);
    }

    private static boolean inet(RowCells row, int column, CopyBuffer out) {
        return CompactCells.inet(row.bytes(), row.offset(column), row.length(column), out);
    }

    private static CellCopier bits(int count) {
        return (row, column, out) -> CompactCells.bits(row.bytes(), row.offset(column), row.length(column), count, out);
    }
}
