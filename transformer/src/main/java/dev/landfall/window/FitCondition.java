package dev.landfall.window;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.Trait;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.math.BigInteger;
import java.util.stream.Collectors;

/**
 * Per type the condition, in PostgreSQL's words, under which MariaDB can hold a value; empty where every value of the target's
 * type is one. What a column's planned check says already is not repeated.
 */
final class FitCondition implements MariaDbType.Cases<String> {
    private static final String UTF16_ONLY = " !~ '[\\U00010000-\\U0010FFFF]'";
    /** Printable ones of Windows-1252 beyond ISO 8859-1, and the five bytes that MariaDB takes for C1 controls. */
    private static final String LATIN1 =
            " !~ '[^\\u0001-\\u007F\\u00A0-\\u00FF\\u20AC\\u201A\\u0192\\u201E\\u2026\\u2020\\u2021"
                    + "\\u02C6\\u2030\\u0160\\u2039\\u0152\\u017D\\u2018\\u2019\\u201C\\u201D\\u2022\\u2013\\u2014\\u02DC\\u2122\\u0161"
                    + "\\u203A\\u0153\\u017E\\u0178\\u0081\\u008D\\u008F\\u0090\\u009D]'";

    private static final long LARGEST_TEXT = 0xFFFF_FFFFL;

    private final ColumnPlan column;
    private final String quoted;
    private final boolean errorLabels;
    private final String lastTimestamp;

    private FitCondition(ColumnPlan column, boolean errorLabels, String lastTimestamp) {
        this.column = column;
        this.quoted = Identifiers.postgres(column.name());
        this.errorLabels = errorLabels;
        this.lastTimestamp = lastTimestamp;
    }

    /**
     * @param lastTimestamp the last moment that the source's TIMESTAMP has
     * @param nulls whether a policy has put NULL in the place of values
     */
    static String of(MigrationPlan plan, TablePlan table, ColumnPlan column, String lastTimestamp, boolean nulls) {
        boolean errorLabels = plan.basis()
                .profile()
                .find(table.source().name(), column.source().name(), Trait.ENUM_ERROR)
                .isPresent();
        FitCondition fit = new FitCondition(column, errorLabels, lastTimestamp);
        String condition = fit.orSentinel(column.source().type().match(fit));
        return nulls ? condition : fit.andNotNull(condition);
    }

    /**
     * A policy that may put NULL somewhere has kept NOT NULL off the target, and a check takes NULL for fitting. Rows that have one
     * by the policy must not be closed to changes, so they leave the column open.
     */
    private String andNotNull(String condition) {
        if (column.source().nullable() || !column.nullable()) {
            return condition;
        }
        String notNull = quoted + " IS NOT NULL";
        return condition.isEmpty() ? notNull : "(" + condition + ") AND " + notNull;
    }

    /** Rows that a policy has given a value of its own, such as -infinity, must not be closed to changes. */
    private String orSentinel(String condition) {
        if (condition.isEmpty()) {
            return condition;
        }
        return column.policies().values().stream()
                .filter(policy -> policy.kind() == Policy.Kind.SENTINEL)
                .map(policy -> " OR " + quoted + " = " + Identifiers.postgresLiteral(policy.sentinel()))
                .distinct()
                .collect(Collectors.joining("", "(" + condition + ")", ""));
    }

    @Override
    public String integer(MariaDbType.IntegerType type) {
        PgType.Kind kind = column.type().kind();
        if (kind == PgType.Kind.BOOLEAN) {
            return "";
        }
        BigInteger size = BigInteger.ONE.shiftLeft(type.unsigned() ? type.bits() : type.bits() - 1);
        BigInteger largest = size.subtract(BigInteger.ONE);
        if (type.unsigned()) {
            boolean all = kind == PgType.Kind.BIGINT && type.bits() == 64;
            return all ? "" : quoted + " <= " + largest;
        }
        boolean all = kind == PgType.Kind.SMALLINT && type.bits() == 16
                || kind == PgType.Kind.INTEGER && type.bits() == 32
                || kind == PgType.Kind.BIGINT && type.bits() == 64;
        return all ? "" : quoted + " BETWEEN " + size.negate() + " AND " + largest;
    }

    @Override
    public String decimal(MariaDbType.DecimalType type) {
        return quoted + " <> 'NaN'";
    }

    @Override
    public String floating(MariaDbType.FloatType type) {
        return finite();
    }

    @Override
    public String doubleFloating(MariaDbType.DoubleType type) {
        return finite();
    }

    private String finite() {
        return quoted + " NOT IN ('NaN', 'Infinity', '-Infinity')";
    }

    @Override
    public String bit(MariaDbType.BitType type) {
        return "";
    }

    @Override
    public String year(MariaDbType.YearType type) {
        return quoted + " = 0 OR " + quoted + " BETWEEN 1901 AND 2155";
    }

    /** MariaDB's year 0000 is PostgreSQL's 1 BC, and has no leap day. */
    @Override
    public String date(MariaDbType.DateType type) {
        return quoted + " BETWEEN '0001-01-01 BC' AND '9999-12-31' AND " + quoted + " <> '0001-02-29 BC'";
    }

    @Override
    public String time(MariaDbType.TimeType type) {
        return "extract(year FROM " + quoted + ") = 0 AND extract(month FROM " + quoted
                + ") = 0 AND extract(epoch FROM " + quoted + ") BETWEEN -3020399.999999 AND 3020399.999999";
    }

    @Override
    public String dateTime(MariaDbType.DateTimeType type) {
        return quoted + " >= '0001-01-01 BC' AND " + quoted + " < '10000-01-01' AND (" + quoted
                + " < '0001-02-29 BC' OR " + quoted + " >= '0001-03-01 BC')";
    }

    @Override
    public String timestamp(MariaDbType.TimestampType type) {
        return quoted + " BETWEEN '1970-01-01 00:00:01+00' AND '" + lastTimestamp + "+00'";
    }

    /** MariaDB strips the trailing spaces of CHAR. */
    @Override
    public String fixedText(MariaDbType.CharType type) {
        return and(length(type.length()), quoted + " = rtrim(" + quoted + ", ' ')", letters());
    }

    @Override
    public String variableText(MariaDbType.VarcharType type) {
        return and(length(type.length()), letters());
    }

    private String length(int length) {
        return length == 0 ? quoted + " = ''" : "";
    }

    @Override
    public String text(MariaDbType.TextType type) {
        return and(type.maxBytes() >= LARGEST_TEXT ? "" : bytes() + " <= " + type.maxBytes(), letters());
    }

    /** In the source's character set; more than there are at the most where that cannot be told. */
    private String bytes() {
        return switch (String.valueOf(column.source().charset())) {
            case "latin1", "ascii" -> "char_length(" + quoted + ")";
            case "ucs2" -> "2 * char_length(" + quoted + ")";
            case "utf32" -> "4 * char_length(" + quoted + ")";
            case "utf8mb3", "utf8mb4", "utf8" -> "octet_length(" + quoted + ")";
            default -> "char_length(" + quoted + ")";
        };
    }

    /** Other character sets are left to MariaDB, which refuses what they do not have. */
    private String letters() {
        return switch (String.valueOf(column.source().charset())) {
            case "utf8mb3", "utf8", "ucs2" -> quoted + UTF16_ONLY;
            case "latin1" -> quoted + LATIN1;
            case "ascii" -> quoted + " !~ '[^\\u0001-\\u007F]'";
            default -> "";
        };
    }

    @Override
    public String fixedBinary(MariaDbType.BinaryType type) {
        return "octet_length(" + quoted + ") = " + type.length();
    }

    @Override
    public String variableBinary(MariaDbType.VarbinaryType type) {
        return "octet_length(" + quoted + ") <= " + type.length();
    }

    @Override
    public String blob(MariaDbType.BlobType type) {
        return type.maxBytes() >= LARGEST_TEXT ? "" : "octet_length(" + quoted + ") <= " + type.maxBytes();
    }

    /** The planned check lets '' pass, which rows of the source may have; nobody can write it there. */
    @Override
    public String enumeration(MariaDbType.EnumType type) {
        return errorLabels || type.labels().contains("") ? "" : quoted + " <> ''";
    }

    /** In the order of the declaration, and each once: MariaDB keeps it so. */
    @Override
    public String set(MariaDbType.SetType type) {
        return quoted + " = "
                + type.labels().stream()
                        .map(Identifiers::postgresLiteral)
                        .map(label -> "CASE WHEN " + label + " = ANY (" + quoted + ") THEN ARRAY[" + label
                                + "]::text[] ELSE '{}' END")
                        .collect(Collectors.joining(" || "));
    }

    @Override
    public String json(MariaDbType.JsonType type) {
        return "";
    }

    @Override
    public String uuid(MariaDbType.UuidType type) {
        return "";
    }

    @Override
    public String inet(MariaDbType.InetType type) {
        return type.bytes() == 4
                ? "family(" + quoted + ") = 4 AND masklen(" + quoted + ") = 32"
                : "family(" + quoted + ") = 6 AND masklen(" + quoted + ") = 128";
    }

    @Override
    public String geometry(MariaDbType.GeometryType type) {
        return column.type().kind() == PgType.Kind.GEOMETRY
                ? column.type().qualifier() + ".st_ndims(" + quoted + ") = 2"
                : "octet_length(" + quoted + ") > 4";
    }

    @Override
    public String vector(MariaDbType.VectorType type) {
        return "NOT '{NaN,Infinity,-Infinity}'::real[] && " + quoted + " AND array_position(" + quoted
                + ", NULL) IS NULL";
    }

    @Override
    public String unknown(MariaDbType.UnknownType type) {
        return "";
    }

    private static String and(String... conditions) {
        StringBuilder all = new StringBuilder();
        for (String condition : conditions) {
            if (!condition.isEmpty()) {
                all.append(all.isEmpty() ? "" : " AND ").append(condition);
            }
        }
        return all.toString();
    }
}
