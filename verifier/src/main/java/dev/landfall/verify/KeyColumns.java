package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.sql.Identifiers;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a key column can be looked up by its value. Where it cannot (dates, see {@link CalendarColumn}; years, whose 0 MariaDB
 * compares as 2000; floating point; long text; a column that is of another kind on the target, such as a boolean), rows are found by the
 * digest of their key, which reads the whole slice.
 */
final class KeyColumns implements MariaDbType.Cases<Optional<KeyColumn>> {
    /** Candidates are held in memory with their keys. */
    private static final int LONGEST = 1000;
    /**
     * Character sets with several codes for one character of Unicode: a text that has been there comes back as the other one, and finds
     * nothing, or another row. Asked of MariaDB 10.11 and 11.4, see KeyLookupIT.
     */
    static final Set<String> AMBIGUOUS = Set.of("armscii8", "big5", "cp932", "eucjpms", "sjis", "tis620", "ujis");

    private final String source;
    private final String target;
    private final String utf8;
    private final String sourceForm;
    private final boolean ambiguous;

    private KeyColumns(ColumnPlan plan) {
        this.source = Identifiers.mariaDb(plan.source().name());
        this.target = Identifiers.postgres(plan.name());
        this.sourceForm = sourceForm(plan.source().charset(), plan.source().collation());
        this.ambiguous = AMBIGUOUS.contains(String.valueOf(plan.source().charset()));
        this.utf8 = "CONVERT(" + source + " USING utf8mb4)";
    }

    static Optional<KeyColumn> of(ColumnPlan plan) {
        return plan.source().type().match(new KeyColumns(plan)).filter(column -> sameOnTarget(plan, column.literal()));
    }

    private static boolean sameOnTarget(ColumnPlan plan, KeyLiteral literal) {
        return switch (plan.type().kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> literal == KeyLiteral.NUMBER;
            case VARCHAR, TEXT, UUID -> literal == KeyLiteral.TEXT;
            case BYTEA -> literal == KeyLiteral.BYTES;
            default -> false;
        };
    }

    private Optional<KeyColumn> number() {
        // Adding 0 drops the leading zeros of ZEROFILL.
        return Optional.of(new KeyColumn(
                source, target, "CAST(" + source + " + 0 AS CHAR)", target + "::text", KeyLiteral.NUMBER));
    }

    private Optional<KeyColumn> text() {
        return ambiguous
                ? Optional.empty()
                : Optional.of(new KeyColumn(source, target, utf8, target, KeyLiteral.TEXT, sourceForm));
    }

    /**
     * A column of another character set refuses to be compared with a text that it cannot hold (ER_CANT_AGGREGATE_2COLLATIONS). Converted,
     * that text has question marks and may find another row, which its digest tells.
     */
    private static String sourceForm(@Nullable String charset, @Nullable String collation) {
        return charset == null || collation == null || charset.equals("utf8mb4")
                ? "%s"
                : "CONVERT(%s USING " + charset + ") COLLATE " + collation;
    }

    private Optional<KeyColumn> text(int length) {
        return length <= LONGEST ? text() : Optional.empty();
    }

    private Optional<KeyColumn> bytes(int length) {
        return length <= LONGEST
                ? Optional.of(new KeyColumn(
                        source, target, "HEX(" + source + ")", "encode(" + target + ", 'hex')", KeyLiteral.BYTES))
                : Optional.empty();
    }

    @Override
    public Optional<KeyColumn> integer(MariaDbType.IntegerType type) {
        return number();
    }

    @Override
    public Optional<KeyColumn> decimal(MariaDbType.DecimalType type) {
        return number();
    }

    @Override
    public Optional<KeyColumn> fixedText(MariaDbType.CharType type) {
        return text(type.length());
    }

    @Override
    public Optional<KeyColumn> variableText(MariaDbType.VarcharType type) {
        return text(type.length());
    }

    @Override
    public Optional<KeyColumn> enumeration(MariaDbType.EnumType type) {
        return text();
    }

    @Override
    public Optional<KeyColumn> fixedBinary(MariaDbType.BinaryType type) {
        return bytes(type.length());
    }

    @Override
    public Optional<KeyColumn> variableBinary(MariaDbType.VarbinaryType type) {
        return bytes(type.length());
    }

    @Override
    public Optional<KeyColumn> uuid(MariaDbType.UuidType type) {
        return Optional.of(
                new KeyColumn(source, target, "CAST(" + source + " AS CHAR)", target + "::text", KeyLiteral.TEXT));
    }

    @Override
    public Optional<KeyColumn> floating(MariaDbType.FloatType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> doubleFloating(MariaDbType.DoubleType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> bit(MariaDbType.BitType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> year(MariaDbType.YearType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> date(MariaDbType.DateType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> time(MariaDbType.TimeType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> dateTime(MariaDbType.DateTimeType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> timestamp(MariaDbType.TimestampType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> text(MariaDbType.TextType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> blob(MariaDbType.BlobType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> set(MariaDbType.SetType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> json(MariaDbType.JsonType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> inet(MariaDbType.InetType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> geometry(MariaDbType.GeometryType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> vector(MariaDbType.VectorType type) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyColumn> unknown(MariaDbType.UnknownType type) {
        return Optional.empty();
    }
}
