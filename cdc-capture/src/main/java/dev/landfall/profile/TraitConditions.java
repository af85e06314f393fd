package dev.landfall.profile;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.sql.Identifiers;
import dev.landfall.text.TextDecoders;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which traits a column's values can have, and the MariaDB condition that a value with the trait meets. */
public final class TraitConditions {
    /** Every sequence of bytes that the server lets in is text of these. */
    private static final Set<String> ALWAYS_READABLE = Set.of("utf8mb4", "utf8mb3", "utf8", "latin1");

    private TraitConditions() {}

    /**
     * Conditions that are never NULL; JSON's traits have none, because no function of MariaDB tells them: see {@link
     * JsonShape}.
     */
    public static Map<Trait, String> of(SourceColumn column) {
        String name = Identifiers.mariaDb(column.name());
        MariaDbType type = column.type();
        Map<Trait, String> conditions = new EnumMap<>(Trait.class);
        if (type instanceof MariaDbType.DateType
                || type instanceof MariaDbType.DateTimeType
                || type instanceof MariaDbType.TimestampType) {
            conditions.put(Trait.ZERO_DATE, zeroDate(name));
        }
        if (isText(type)) {
            conditions.put(
                    Trait.NUL_CHARACTER,
                    "IFNULL(LOCATE('\\0', CONVERT(" + name + " USING utf8mb4) COLLATE utf8mb4_bin), 0) > 0");
            unreadable(column, name).ifPresent(condition -> conditions.put(Trait.UNREADABLE_TEXT, condition));
        }
        if (type instanceof MariaDbType.IntegerType integer) {
            if (integer.unsigned() && integer.bits() == 64) {
                conditions.put(Trait.ABOVE_BIGINT, "IFNULL(" + name + " > 9223372036854775807, 0)");
            }
            if (isBooleanLike(type)) {
                conditions.put(Trait.NOT_BOOLEAN, "IFNULL(" + name + " NOT IN (0, 1), 0)");
            }
        }
        if (type instanceof MariaDbType.EnumType) {
            conditions.put(Trait.ENUM_ERROR, "IFNULL(" + name + " + 0 = 0, 0)");
        }
        return conditions;
    }

    /** TINYINT(1), which is what BOOLEAN becomes. */
    public static boolean isBooleanLike(MariaDbType type) {
        return type instanceof MariaDbType.IntegerType integer
                && integer.bits() == 8
                && !integer.unsigned()
                && integer.displayWidth() == 1;
    }

    public static boolean isText(MariaDbType type) {
        return type instanceof MariaDbType.CharType
                || type instanceof MariaDbType.VarcharType
                || type instanceof MariaDbType.TextType;
    }

    /** A month or day of zero, or a day that its month does not have. */
    private static String zeroDate(String name) {
        return "IFNULL(MONTH(" + name + ") = 0 OR DAYOFMONTH(" + name + ") = 0 OR DAYOFMONTH(" + name
                + ") > DAYOFMONTH(LAST_DAY(DATE_FORMAT(" + name + ", '%Y-%m-01'))), 0)";
    }

    private static String questionMarks(String text) {
        return "CHAR_LENGTH(" + text + ") - CHAR_LENGTH(REPLACE(" + text + ", '?', ''))";
    }

    /** What the server cannot turn into Unicode does not come back as it was. */
    private static Optional<String> unreadable(SourceColumn column, String name) {
        String charset = column.charset();
        if (charset == null
                || ALWAYS_READABLE.contains(charset)
                || TextDecoders.find(charset).isEmpty()) {
            return Optional.empty();
        }
        String unicode = "CONVERT(" + name + " USING utf8mb4)";
        if (Set.of("ucs2", "utf16", "utf16le", "utf32").contains(charset)) {
            // Half a surrogate pair is the only character that these take and UTF-8 has not.
            return Optional.of("IFNULL(HEX(" + unicode + ") REGEXP '^(..)*ED[AB]', 0)");
        }
        // More question marks than before, or the replacement character, which these character sets do not have.
        return Optional.of("IFNULL(" + questionMarks(unicode) + " > " + questionMarks(name) + " OR LOCATE('\uFFFD', "
                + unicode + ") > 0, 0)");
    }
}
