package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;

/** Tells, by its type, in which way a column's value has become another one. Neither of the two is NULL. */
final class ColumnCause implements MariaDbType.Cases<Cause> {
    private final ShownValue source;
    private final ShownValue target;
    private final String before;
    private final String after;

    private ColumnCause(ShownValue source, ShownValue target, String before, String after) {
        this.source = source;
        this.target = target;
        this.before = before;
        this.after = after;
    }

    static Cause of(ColumnPlan column, ShownValue source, ShownValue target) {
        String before = source.text();
        String after = target.text();
        if (before == null || after == null) {
            return "".equals(before) || "".equals(after) ? Cause.NULL_OR_EMPTY : Cause.OTHER;
        }
        return column.source().type().match(new ColumnCause(source, target, before, after));
    }

    /** Of yes and no, which are one apart, each is simply the other. */
    private static boolean isFlag(String text) {
        return "0".equals(text) || "1".equals(text);
    }

    private Cause text() {
        return TextCauses.of(before, after, source.whole() && target.whole());
    }

    private Cause bytes() {
        return BytesCauses.of(before, after, source.whole() && target.whole());
    }

    @Override
    public Cause integer(MariaDbType.IntegerType type) {
        return type.bits() == Byte.SIZE && isFlag(before) && isFlag(after)
                ? Cause.OTHER
                : NumberCauses.ofDecimals(before, after);
    }

    @Override
    public Cause decimal(MariaDbType.DecimalType type) {
        return NumberCauses.ofDecimals(before, after);
    }

    @Override
    public Cause floating(MariaDbType.FloatType type) {
        return NumberCauses.ofDoubles(source.canonical(), target.canonical());
    }

    @Override
    public Cause doubleFloating(MariaDbType.DoubleType type) {
        return NumberCauses.ofDoubles(source.canonical(), target.canonical());
    }

    @Override
    public Cause bit(MariaDbType.BitType type) {
        return Cause.OTHER;
    }

    @Override
    public Cause year(MariaDbType.YearType type) {
        return NumberCauses.ofDecimals(before, after);
    }

    @Override
    public Cause date(MariaDbType.DateType type) {
        return TimeCauses.ofDates(before, after);
    }

    @Override
    public Cause time(MariaDbType.TimeType type) {
        return TimeCauses.ofSpans(source.canonical(), target.canonical());
    }

    @Override
    public Cause dateTime(MariaDbType.DateTimeType type) {
        return TimeCauses.ofMoments(before, after);
    }

    @Override
    public Cause timestamp(MariaDbType.TimestampType type) {
        return TimeCauses.ofMoments(before, after);
    }

    @Override
    public Cause fixedText(MariaDbType.CharType type) {
        return text();
    }

    @Override
    public Cause variableText(MariaDbType.VarcharType type) {
        return text();
    }

    @Override
    public Cause text(MariaDbType.TextType type) {
        return text();
    }

    @Override
    public Cause json(MariaDbType.JsonType type) {
        boolean sameDocument =
                source.whole() && target.whole() && JsonValue.canonical(before).equals(JsonValue.canonical(after));
        return sameDocument ? Cause.JSON_TEXT : text();
    }

    @Override
    public Cause enumeration(MariaDbType.EnumType type) {
        return text();
    }

    @Override
    public Cause set(MariaDbType.SetType type) {
        return text();
    }

    @Override
    public Cause fixedBinary(MariaDbType.BinaryType type) {
        return bytes();
    }

    @Override
    public Cause variableBinary(MariaDbType.VarbinaryType type) {
        return bytes();
    }

    @Override
    public Cause blob(MariaDbType.BlobType type) {
        return bytes();
    }

    @Override
    public Cause geometry(MariaDbType.GeometryType type) {
        return Cause.OTHER;
    }

    @Override
    public Cause vector(MariaDbType.VectorType type) {
        return Cause.OTHER;
    }

    @Override
    public Cause uuid(MariaDbType.UuidType type) {
        return Cause.OTHER;
    }

    @Override
    public Cause inet(MariaDbType.InetType type) {
        return Cause.OTHER;
    }

    @Override
    public Cause unknown(MariaDbType.UnknownType type) {
        return Cause.OTHER;
    }
}
