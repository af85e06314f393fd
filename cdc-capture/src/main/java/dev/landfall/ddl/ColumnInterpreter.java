package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceColumn;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a column of its definition, as the server will describe it. */
final class ColumnInterpreter {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
    /** From 11.5 on they are a setting. */
    private static final Map<String, String> DEFAULT_COLLATIONS = Map.of(
            "utf8mb4", "utf8mb4_general_ci",
            "utf8mb3", "utf8mb3_general_ci",
            "latin1", "latin1_swedish_ci",
            "ascii", "ascii_general_ci",
            "ucs2", "ucs2_general_ci");

    private static final String JSON_COLLATION = "utf8mb4_bin";

    private final boolean collationsAreKnown;

    ColumnInterpreter(ServerInfo server) {
        Matcher version = VERSION.matcher(server.version());
        this.collationsAreKnown = version.matches()
                && (Integer.parseInt(version.group(1)) < 11
                        || Integer.parseInt(version.group(1)) == 11 && Integer.parseInt(version.group(2)) < 5);
    }

    /** @param inKey whether it is part of the primary key, and so not null, whatever is said */
    SourceColumn column(ColumnDefinition definition, @Nullable String tableCollation, boolean inKey) {
        MariaDbType type = definition.type();
        String collation = hasCharacters(type)
                ? collation(definition.charset(), definition.collation(), tableCollation)
                : type instanceof MariaDbType.JsonType ? JSON_COLLATION : null;
        if (hasCharacters(type) && (collation == null || collation.equals("binary"))) {
            throw new NotUnderstoodException(
                    "gives " + definition.name() + " no character set, and the table's own is not known");
        }
        requireWholeText(definition);
        boolean nullable = nullable(definition, inKey);
        ColumnDefault value = definition.defaultValue() == null
                ? unsaid(nullable, definition.autoIncrement())
                : DefaultInterpreter.of(definition.defaultValue(), type, definition.name());
        return new SourceColumn(
                definition.name(),
                type,
                definition.declaration(),
                nullable,
                value,
                definition.autoIncrement(),
                null,
                collation == null ? null : OptionReader.charsetOf(collation),
                collation,
                definition.updatedToNow(),
                false,
                definition.comment());
    }

    private static ColumnDefault unsaid(boolean nullable, boolean autoIncrement) {
        return nullable && !autoIncrement ? new ColumnDefault.NullValue() : new ColumnDefault.None();
    }

    /** MariaDB makes TEXT of a VARCHAR that is too long, if sql_mode lets it. */
    private static void requireWholeText(ColumnDefinition definition) {
        if (definition.type() instanceof MariaDbType.VarcharType text && text.length() > 16_383
                || definition.type() instanceof MariaDbType.VarbinaryType binary && binary.length() > 65_532) {
            throw new NotUnderstoodException("has " + definition.declaration() + ", which may become another type");
        }
    }

    /** What TIMESTAMP means where nothing is said depends on explicit_defaults_for_timestamp. */
    private static boolean nullable(ColumnDefinition definition, boolean inKey) {
        if (inKey || definition.primary()) {
            return false;
        }
        Boolean said = definition.nullable();
        boolean open = said == null || !said && definition.defaultValue() == null;
        if (definition.type() instanceof MariaDbType.TimestampType && open) {
            throw new NotUnderstoodException("has the TIMESTAMP column " + definition.name()
                    + " without NULL or a default, which depends on explicit_defaults_for_timestamp");
        }
        return said == null ? !definition.autoIncrement() : said;
    }

    private static boolean hasCharacters(MariaDbType type) {
        return type instanceof MariaDbType.CharType
                || type instanceof MariaDbType.VarcharType
                || type instanceof MariaDbType.TextType
                || type instanceof MariaDbType.EnumType
                || type instanceof MariaDbType.SetType;
    }

    /** @return null where it is not known */
    @Nullable
    String collation(@Nullable String charset, @Nullable String collation, @Nullable String tableCollation) {
        if (collation != null) {
            if (charset != null && !OptionReader.charsetOf(collation).equals(charset)) {
                throw new NotUnderstoodException("has the collation " + collation + " for " + charset);
            }
            return collation;
        }
        if (charset == null) {
            return tableCollation;
        }
        return collationsAreKnown ? DEFAULT_COLLATIONS.get(charset) : null;
    }

    SourceColumn withDefault(SourceColumn column, ColumnDefault value) {
        if (value instanceof ColumnDefault.CurrentTimestamp) {
            throw new NotUnderstoodException("sets a default other than a constant");
        }
        return column.with(
                column.name(), column.nullable(), DefaultInterpreter.of(value, column.type(), column.name()));
    }

    static SourceColumn renamed(SourceColumn column, String name) {
        return column.with(name, column.nullable(), column.defaultValue());
    }

    static SourceColumn notNull(SourceColumn column) {
        ColumnDefault value = column.defaultValue() instanceof ColumnDefault.NullValue
                ? new ColumnDefault.None()
                : column.defaultValue();
        return column.with(column.name(), false, value);
    }
}
