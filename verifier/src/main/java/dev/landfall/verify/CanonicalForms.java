package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import dev.landfall.verify.cells.ZeroSigns;

/**
 * Writes a column's {@link CanonicalForm}: per type one method with both dialects side by side. Needs sessions in UTC
 * without SQL mode, and PostgreSQL's ISO date style.
 */
final class CanonicalForms implements MariaDbType.Cases<CanonicalForm> {
    /** Longer text goes into the row's text as its MD5: the row's text then stays far below max_allowed_packet. */
    private static final int INLINE_BYTES = 1000;
    /** Text columns of up to as many characters need no such choice per value. */
    private static final int INLINE_CHARACTERS = 250;

    private final SourceColumn column;
    private final PgType type;
    private final boolean nullable;
    private final String source;
    private final String target;
    private final boolean zeroSigns;

    private CanonicalForms(ColumnPlan plan, ZeroSigns zeros) {
        this.column = plan.source();
        this.type = plan.type();
        this.nullable = plan.nullable();
        this.source = SourceRules.expected(plan);
        this.target = Identifiers.postgres(plan.name());
        this.zeroSigns = zeros.count(plan);
    }

    static CanonicalForm of(ColumnPlan plan, ZeroSigns zeros) {
        return plan.source().type().match(new CanonicalForms(plan, zeros));
    }

    /** Both dialects give the same text by themselves, and it is fit to be shown. */
    private CanonicalForm plain(String sourceValue, String targetValue) {
        return shownAs(sourceValue, targetValue, sourceValue, targetValue);
    }

    private CanonicalForm shownAs(String sourceValue, String targetValue, String sourceText, String targetText) {
        return new CanonicalForm(
                nullAsEmpty(sourceValue), targetValue, sourceText, targetText, CanonicalForm.Shown.WHOLE);
    }

    private String nullAsEmpty(String sourceValue) {
        return nullable ? "IFNULL(" + sourceValue + ", '')" : sourceValue;
    }

    /** NULL becomes empty, but a text that the server fails to build stays NULL and is noticed. */
    private String whenNotNull(String sourceExpression) {
        return nullable ? "IF(" + source + " IS NULL, '', " + sourceExpression + ")" : sourceExpression;
    }

    @Override
    public CanonicalForm integer(MariaDbType.IntegerType type) {
        String targetValue = this.type.kind() == PgType.Kind.BOOLEAN ? target + "::integer" : target;
        return plain(zerofill() ? source + " + 0" : source, targetValue);
    }

    private boolean zerofill() {
        return column.declaration().contains("zerofill");
    }

    @Override
    public CanonicalForm decimal(MariaDbType.DecimalType type) {
        String sourceValue = zerofill()
                ? "CAST(" + source + " + 0 AS DECIMAL(" + type.precision() + ", " + type.scale() + "))"
                : source;
        return plain(sourceValue, target);
    }

    @Override
    public CanonicalForm floating(MariaDbType.FloatType type) {
        return bits();
    }

    @Override
    public CanonicalForm doubleFloating(MariaDbType.DoubleType type) {
        return bits();
    }

    /**
     * The eight bytes themselves, because no decimal text of a double is the same on both servers for every value. MariaDB
     * shows them inside a point: 4 bytes SRID, 1 byte order, 4 bytes type, then x in little-endian. Adding 0 makes -0 a 0,
     * multiplying by 1 leaves it; of a FLOAT both make a double, so that it is shown with all its digits.
     */
    private CanonicalForm bits() {
        String sourceNumber = source + (zeroSigns ? " * 1e0" : " + 0e0");
        String targetNumber = target + (zeroSigns ? "::float8" : "::float8 + 0");
        return shownAs(
                "HEX(REVERSE(SUBSTR(POINT(" + sourceNumber + ", 0), 10, 8)))",
                "upper(encode(float8send(" + targetNumber + "), 'hex'))",
                sourceNumber,
                targetNumber);
    }

    @Override
    public CanonicalForm bit(MariaDbType.BitType type) {
        return this.type.kind() == PgType.Kind.BOOLEAN
                ? plain(source + " + 0", target + "::integer")
                : plain("LPAD(BIN(" + source + " + 0), " + type.length() + ", '0')", target);
    }

    @Override
    public CanonicalForm year(MariaDbType.YearType type) {
        return plain(source + " + 0", target);
    }

    @Override
    public CanonicalForm date(MariaDbType.DateType type) {
        return plain(source, withYearZero(target));
    }

    @Override
    public CanonicalForm dateTime(MariaDbType.DateTimeType type) {
        return plain(withoutTrailingZeros(type.fractionalDigits()), withYearZero(target));
    }

    @Override
    public CanonicalForm timestamp(MariaDbType.TimestampType type) {
        return plain(withoutTrailingZeros(type.fractionalDigits()), "(" + target + " AT TIME ZONE 'UTC')");
    }

    /** PostgreSQL prints no more fractional digits than there are. */
    private String withoutTrailingZeros(int fractionalDigits) {
        return fractionalDigits == 0 ? source : "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " + source + "))";
    }

    /** MariaDB's year 0000 is PostgreSQL's 1 BC. */
    private static String withYearZero(String target) {
        return "CASE WHEN " + target + " < '0001-01-01' AND " + target
                + " >= '0001-01-01 BC' THEN '0000' || substr(rtrim(" + target + "::text, ' BC'), 5) ELSE " + target
                + "::text END";
    }

    /**
     * Microseconds: PostgreSQL writes intervals otherwise than MariaDB writes times. One with months has no length; to PostgreSQL's
     * {@code =} a month is 30 days.
     */
    @Override
    public CanonicalForm time(MariaDbType.TimeType type) {
        return shownAs(
                "CAST(TIME_TO_SEC(" + source + ") * 1000000 AS SIGNED)",
                "CASE WHEN extract(year FROM " + target + ") <> 0 OR extract(month FROM " + target + ") <> 0 THEN "
                        + target + "::text ELSE (extract(epoch FROM " + target + ") * 1000000)::bigint::text END",
                source,
                target);
    }

    @Override
    public CanonicalForm fixedText(MariaDbType.CharType type) {
        return characters(type.length());
    }

    @Override
    public CanonicalForm variableText(MariaDbType.VarcharType type) {
        return characters(type.length());
    }

    @Override
    public CanonicalForm text(MariaDbType.TextType type) {
        return longCharacters(target);
    }

    @Override
    public CanonicalForm json(MariaDbType.JsonType type) {
        return longCharacters(target + "::text");
    }

    @Override
    public CanonicalForm enumeration(MariaDbType.EnumType type) {
        return characters(0);
    }

    private CanonicalForm characters(int length) {
        return length <= INLINE_CHARACTERS ? shortCharacters() : longCharacters(target);
    }

    private CanonicalForm shortCharacters() {
        String utf8 = utf8();
        return new CanonicalForm(
                nullAsEmpty("LENGTH(" + utf8 + ")") + ", ':', " + nullAsEmpty(utf8),
                "octet_length(" + target + "), ':', " + target,
                utf8,
                target,
                CanonicalForm.Shown.WHOLE);
    }

    private CanonicalForm longCharacters(String targetValue) {
        String utf8 = utf8();
        String sourceValue = "IF(LENGTH(" + utf8 + ") <= " + INLINE_BYTES + ", CONCAT(LENGTH(" + utf8 + "), ':', "
                + utf8 + "), MD5(" + utf8 + "))";
        return new CanonicalForm(
                whenNotNull(sourceValue),
                "CASE WHEN octet_length(" + targetValue + ") <= " + INLINE_BYTES + " THEN octet_length(" + targetValue
                        + ") || ':' || " + targetValue + " ELSE md5(" + targetValue + ") END",
                utf8,
                targetValue,
                CanonicalForm.Shown.CHARACTERS);
    }

    private String utf8() {
        return "utf8mb4".equals(column.charset()) ? source : "CONVERT(" + source + " USING utf8mb4)";
    }

    /**
     * The number of labels guards against a label that holds a comma, the mark against a NULL among the labels. An array of arrays, or
     * one that does not begin with its first element, has the same labels and is another one.
     */
    @Override
    public CanonicalForm set(MariaDbType.SetType type) {
        String utf8 = utf8();
        String joined = "array_to_string(" + target + ", ',', E'\\x01')";
        return new CanonicalForm(
                nullAsEmpty("IF(LENGTH(" + source + ") = 0, 0, 1 + CHAR_LENGTH(" + source + ") - CHAR_LENGTH(REPLACE("
                                + source + ", ',', '')))")
                        + ", ':', " + nullAsEmpty("LENGTH(" + utf8 + ")") + ", ':', " + nullAsEmpty(utf8),
                "CASE WHEN coalesce(array_ndims(" + target + "), 1) = 1 AND coalesce(array_lower(" + target
                        + ", 1), 1) = 1 THEN cardinality(" + target + ") ELSE -1 END, ':', octet_length(" + joined
                        + "), ':', " + joined,
                utf8,
                "array_to_string(" + target + ", ',', 'NULL')",
                CanonicalForm.Shown.WHOLE);
    }

    @Override
    public CanonicalForm fixedBinary(MariaDbType.BinaryType type) {
        return bytes(source);
    }

    @Override
    public CanonicalForm variableBinary(MariaDbType.VarbinaryType type) {
        return bytes(source);
    }

    @Override
    public CanonicalForm blob(MariaDbType.BlobType type) {
        return bytes(source);
    }

    /** As bytes: MariaDB's own, the SRID in front of the WKB. */
    @Override
    public CanonicalForm geometry(MariaDbType.GeometryType type) {
        if (this.type.kind() != PgType.Kind.GEOMETRY) {
            return bytes(source);
        }
        String postgis = this.type.qualifier();
        return shownAs(
                "CONCAT(ST_SRID(" + source + "), ';', MD5(ST_AsWKB(" + source + ")))",
                postgis + ".st_srid(" + target + ") || ';' || md5(" + postgis + ".st_asbinary(" + target + ", 'NDR'))",
                "ST_AsText(" + source + ")",
                postgis + ".st_astext(" + target + ")");
    }

    /** The bytes of all numbers, each in MariaDB's little-endian order. */
    @Override
    public CanonicalForm vector(MariaDbType.VectorType type) {
        String bytes = "(SELECT string_agg(substr(b, 4, 1) || substr(b, 3, 1) || substr(b, 2, 1) || substr(b, 1, 1), ''"
                + " ORDER BY i) FROM (SELECT float4send(n) AS b, i FROM unnest(" + target
                + ") WITH ORDINALITY AS numbers (n, i)) AS parts)";
        return shownAs(
                "MD5(CAST(" + source + " AS BINARY))",
                "md5(" + bytes + ")",
                "HEX(CAST(" + source + " AS BINARY))",
                "encode(" + bytes + ", 'hex')");
    }

    private CanonicalForm bytes(String sourceBytes) {
        return new CanonicalForm(
                whenNotNull("MD5(" + sourceBytes + ")"),
                "md5(" + target + ")",
                sourceBytes,
                target,
                CanonicalForm.Shown.BYTES);
    }

    /** Cast, because IFNULL of a UUID and text is a UUID in MariaDB. */
    @Override
    public CanonicalForm uuid(MariaDbType.UuidType type) {
        return plain("CAST(" + source + " AS CHAR)", target);
    }

    /** PostgreSQL's wire form: family, prefix length, not a network, length, address. A network mask is a difference. */
    @Override
    public CanonicalForm inet(MariaDbType.InetType type) {
        String head = type.bytes() == 4 ? "02200004" : "03800010";
        return shownAs(
                "CONCAT('" + head + "', LOWER(HEX(CAST(" + source + " AS BINARY(" + type.bytes() + ")))))",
                "encode(inet_send(" + target + "), 'hex')",
                source,
                target);
    }

    @Override
    public CanonicalForm unknown(MariaDbType.UnknownType type) {
        throw new MigrationException(
                FailureCode.SCHEMA_BLOCKED,
                "Column " + column.name() + " has the type " + type.declaration() + ", which cannot be compared.",
                "Leave its table out with --exclude-tables.");
    }
}
