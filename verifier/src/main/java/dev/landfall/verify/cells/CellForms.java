package dev.landfall.verify.cells;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.target.PgType;
import dev.landfall.wire.WireText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Chooses a column's {@link CellForm}: empty where its values can only be compared by the servers' own expressions. */
final class CellForms implements MariaDbType.Cases<Optional<CellForm>> {
    private static final Set<PgType.Kind> INTEGERS =
            EnumSet.of(PgType.Kind.SMALLINT, PgType.Kind.INTEGER, PgType.Kind.BIGINT, PgType.Kind.BOOLEAN);
    private static final Set<PgType.Kind> TEXTS = EnumSet.of(PgType.Kind.VARCHAR, PgType.Kind.TEXT, PgType.Kind.JSON);

    private final ColumnPlan column;
    private final PgType.Kind kind;
    private final boolean zeroSigns;

    private CellForms(ColumnPlan column, ZeroSigns zeros) {
        this.column = column;
        this.zeroSigns = zeros.count(column);
        this.kind = column.type().kind();
    }

    static Optional<CellForm> of(ColumnPlan column, ZeroSigns zeros) {
        return column.source().type().match(new CellForms(column, zeros));
    }

    private Optional<CellForm> when(boolean fits, Supplier<CellForm> form) {
        return fits ? Optional.of(form.get()) : Optional.empty();
    }

    @Override
    public Optional<CellForm> integer(MariaDbType.IntegerType type) {
        if (kind == PgType.Kind.NUMERIC) {
            return when(type.unsigned() && type.bits() == Long.SIZE, UnsignedCell::new);
        }
        return when(INTEGERS.contains(kind), () -> new IntegerCell(type.unsigned()));
    }

    @Override
    public Optional<CellForm> decimal(MariaDbType.DecimalType type) {
        return when(kind == PgType.Kind.NUMERIC, DecimalCell::new);
    }

    @Override
    public Optional<CellForm> floating(MariaDbType.FloatType type) {
        return when(kind == PgType.Kind.REAL || kind == PgType.Kind.DOUBLE, () -> new FloatCell(zeroSigns));
    }

    @Override
    public Optional<CellForm> doubleFloating(MariaDbType.DoubleType type) {
        return when(kind == PgType.Kind.DOUBLE, () -> new FloatCell(zeroSigns));
    }

    @Override
    public Optional<CellForm> bit(MariaDbType.BitType type) {
        return when(kind == PgType.Kind.BIT || kind == PgType.Kind.BOOLEAN, () -> new BitCell(type.length()));
    }

    @Override
    public Optional<CellForm> year(MariaDbType.YearType type) {
        return when(INTEGERS.contains(kind), () -> new IntegerCell(true));
    }

    @Override
    public Optional<CellForm> date(MariaDbType.DateType type) {
        return when(kind == PgType.Kind.DATE, DateCell::new);
    }

    @Override
    public Optional<CellForm> time(MariaDbType.TimeType type) {
        return when(kind == PgType.Kind.INTERVAL, TimeCell::new);
    }

    @Override
    public Optional<CellForm> dateTime(MariaDbType.DateTimeType type) {
        return when(kind == PgType.Kind.TIMESTAMP, MomentCell::new);
    }

    @Override
    public Optional<CellForm> timestamp(MariaDbType.TimestampType type) {
        return when(kind == PgType.Kind.TIMESTAMPTZ, MomentCell::new);
    }

    private Optional<CellForm> text() {
        return when(TEXTS.contains(kind) && WireText.isUtf8(column.source()), PlainCell::new);
    }

    @Override
    public Optional<CellForm> fixedText(MariaDbType.CharType type) {
        return text();
    }

    @Override
    public Optional<CellForm> variableText(MariaDbType.VarcharType type) {
        return text();
    }

    @Override
    public Optional<CellForm> text(MariaDbType.TextType type) {
        return text();
    }

    @Override
    public Optional<CellForm> enumeration(MariaDbType.EnumType type) {
        return text();
    }

    @Override
    public Optional<CellForm> json(MariaDbType.JsonType type) {
        return kind == PgType.Kind.JSONB ? when(WireText.isUtf8(column.source()), DocumentCell::new) : text();
    }

    private Optional<CellForm> bytes() {
        return when(kind == PgType.Kind.BYTEA, PlainCell::new);
    }

    @Override
    public Optional<CellForm> fixedBinary(MariaDbType.BinaryType type) {
        return bytes();
    }

    @Override
    public Optional<CellForm> variableBinary(MariaDbType.VarbinaryType type) {
        return bytes();
    }

    @Override
    public Optional<CellForm> blob(MariaDbType.BlobType type) {
        return bytes();
    }

    @Override
    public Optional<CellForm> set(MariaDbType.SetType type) {
        return when(kind == PgType.Kind.TEXT_ARRAY, LabelsCell::new);
    }

    @Override
    public Optional<CellForm> uuid(MariaDbType.UuidType type) {
        return when(kind == PgType.Kind.UUID, UuidCell::new);
    }

    @Override
    public Optional<CellForm> inet(MariaDbType.InetType type) {
        return when(kind == PgType.Kind.INET, () -> new InetCell(type.bytes()));
    }

    @Override
    public Optional<CellForm> geometry(MariaDbType.GeometryType type) {
        return Optional.empty();
    }

    @Override
    public Optional<CellForm> vector(MariaDbType.VectorType type) {
        return Optional.empty();
    }

    @Override
    public Optional<CellForm> unknown(MariaDbType.UnknownType type) {
        return Optional.empty();
    }
}
