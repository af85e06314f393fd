package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.MariaDbTypeParser;
import dev.landfall.sql.SqlWords.Word;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one column's definition. */
final class ColumnReader {
    private final WordCursor words;
    private @Nullable String charset;
    private @Nullable String collation;
    private @Nullable Boolean nullable;
    private @Nullable ColumnDefault defaultValue;
    private boolean autoIncrement;
    private boolean updatedToNow;
    private boolean unique;
    private boolean primary;
    private String comment = "";

    ColumnReader(WordCursor words) {
        this.words = words;
    }

    /** Name, type and attributes. */
    ColumnDefinition read() {
        String name = words.name();
        boolean json = words.accept("JSON");
        String declaration = json ? "longtext" : new TypeReader(words).declaration();
        while (attribute()) {
            // one after the other
        }
        if (json && (charset != null || collation != null)) {
            throw new NotUnderstoodException("has JSON with a character set");
        }
        MariaDbType type = json ? new MariaDbType.JsonType() : MariaDbTypeParser.parse(declaration);
        if (type instanceof MariaDbType.UnknownType) {
            throw new NotUnderstoodException("has the type " + declaration + ", which is not known");
        }
        return new ColumnDefinition(
                name,
                type,
                declaration,
                charset,
                collation,
                nullable,
                defaultValue,
                autoIncrement,
                updatedToNow,
                unique,
                primary,
                comment);
    }

    /** @return false at a word that is none */
    private boolean attribute() {
        if (words.accept("NOT", "NULL")) {
            nullable = false;
        } else if (words.accept("NULL")) {
            nullable = true;
        } else if (words.accept("DEFAULT")) {
            defaultValue = value();
        } else if (words.accept("ON", "UPDATE")) {
            now();
            updatedToNow = true;
        } else if (words.accept("AUTO_INCREMENT")) {
            autoIncrement = true;
        } else if (words.accept("UNIQUE")) {
            words.accept("KEY");
            unique = true;
        } else if (words.accept("PRIMARY", "KEY") || words.accept("KEY")) {
            primary = true;
        } else if (words.accept("COMMENT")) {
            comment = words.literal();
        } else if (words.accept("CHARACTER", "SET") || words.accept("CHARSET")) {
            words.acceptSign("=");
            charset = charset(words);
        } else if (words.accept("COLLATE")) {
            words.acceptSign("=");
            collation = collation(words);
        } else {
            return words.accept("INVISIBLE");
        }
        return true;
    }

    /** Lower case. */
    static String charset(WordCursor words) {
        String name = (words.atLiteral() ? words.literal() : words.name()).toLowerCase(Locale.ROOT);
        if (name.equals("utf8") || name.equals("binary")) {
            throw new NotUnderstoodException("has the character set " + name + ", whose meaning depends on the server");
        }
        return name;
    }

    /** Lower case, with its character set in front. */
    static String collation(WordCursor words) {
        String name = (words.atLiteral() ? words.literal() : words.name()).toLowerCase(Locale.ROOT);
        if (name.startsWith("utf8_")
                || name.startsWith("uca1400_")
                || name.equals("binary")
                || name.equals("default")) {
            throw new NotUnderstoodException("has the collation " + name + ", whose meaning depends on the server");
        }
        return name;
    }

    /** Behind DEFAULT. */
    ColumnDefault value() {
        if (words.accept("NULL")) {
            return new ColumnDefault.NullValue();
        }
        if (words.accept("TRUE")) {
            return new ColumnDefault.Literal("1");
        }
        if (words.accept("FALSE")) {
            return new ColumnDefault.Literal("0");
        }
        if (words.atLiteral()) {
            return new ColumnDefault.Literal(words.literal());
        }
        if (atNow()) {
            return new ColumnDefault.CurrentTimestamp(now());
        }
        if (words.keyword().equals("B")) {
            words.next();
            return new ColumnDefault.Literal("b'" + words.literal() + "'");
        }
        return new ColumnDefault.Literal(number());
    }

    private String number() {
        String sign = words.acceptSign("-") ? "-" : "";
        words.acceptSign("+");
        if (words.acceptZeroWithExponent()) {
            return sign + "0";
        }
        StringBuilder digits = new StringBuilder(words.atSign(".") ? "0" : digits());
        if (words.acceptSign(".")) {
            digits.append('.').append(digits());
        }
        // Without an exponent or quotes it is an integer or a DECIMAL, whose 0 has no sign.
        boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
        return zero ? digits.toString() : sign + digits;
    }

    private String digits() {
        Word word = words.next();
        if (!word.text().matches("\\d+") || word.kind() != Word.Kind.PLAIN) {
            throw new NotUnderstoodException("has a default other than a constant (" + word.text() + ")");
        }
        return word.text();
    }

    private boolean atNow() {
        return switch (words.keyword()) {
            case "CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP" -> true;
            default -> false;
        };
    }

    /** @return its fractional digits */
    private int now() {
        if (!atNow()) {
            throw words.unexpected();
        }
        words.next();
        int digits = 0;
        if (words.acceptSign("(")) {
            digits = words.atSign(")") ? 0 : words.number();
            words.expectSign(")");
        }
        return digits;
    }
}
