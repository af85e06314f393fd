package dev.landfall.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One column of a source table.
 *
 * @param declaration the type as {@code SHOW CREATE TABLE} spells it, for people
 * @param charset MariaDB's name of the character set; null where the type has none
 * @param updatedToNow has {@code ON UPDATE CURRENT_TIMESTAMP}
 * @param compressed stored COMPRESSED, which the binary log sends in a form of its own
 */
public record SourceColumn(
        String name,
        MariaDbType type,
        String declaration,
        boolean nullable,
        ColumnDefault defaultValue,
        boolean autoIncrement,
        @Nullable Generation generation,
        @Nullable String charset,
        @Nullable String collation,
        boolean updatedToNow,
        boolean compressed,
        String comment) {

    /** The same under a name, with or without NULLs, and with a default. */
    public SourceColumn with(String otherName, boolean withNulls, ColumnDefault value) {
        return new SourceColumn(
                otherName,
                type,
                declaration,
                withNulls,
                value,
                autoIncrement,
                generation,
                charset,
                collation,
                updatedToNow,
                compressed,
                comment);
    }

    /** A generated column. @param sql in MariaDB's dialect */
    public record Generation(String sql, boolean stored) {}

    public boolean isGenerated() {
        return generation != null;
    }

    /** Whether the default is a floating point -0. A server that keeps none describes it as 0 and writes 0. */
    public boolean defaultsToNegativeZero() {
        return (type instanceof MariaDbType.FloatType || type instanceof MariaDbType.DoubleType)
                && defaultValue instanceof ColumnDefault.Literal literal
                && literal.text().matches("-0+(\\.0+)?");
    }
}
