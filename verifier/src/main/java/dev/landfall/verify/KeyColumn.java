package dev.landfall.verify;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key column by which both servers find a row through their index, or the neighbourhood of one.
 *
 * @param source quoted for MariaDB
 * @param target quoted for PostgreSQL
 * @param sourceValue SQL that reads the whole value as text on the source
 * @param targetValue the same on the target
 * @param sourceForm what a literal of MariaDB's has to be put into, in the place of {@code %s}
 */
record KeyColumn(
        String source, String target, String sourceValue, String targetValue, KeyLiteral literal, String sourceForm) {
    /** Compares with literals as they are. */
    KeyColumn(String source, String target, String sourceValue, String targetValue, KeyLiteral literal) {
        this(source, target, sourceValue, targetValue, literal, "%s");
    }

    /** Whether a collation may call another value equal: in letter case, accents or blanks at the end. */
    boolean mayEqualOthers() {
        return literal == KeyLiteral.TEXT;
    }

    /** Whether a value is sure to find its rows; otherwise it only leaves fewer to look through. */
    boolean finds() {
        return literal != KeyLiteral.CALENDAR_TIME;
    }

    /** Quoted for a server. */
    String name(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** A value as a server's literal; empty where it cannot hold it. */
    Optional<String> literal(Side side, String value) {
        return side == Side.SOURCE
                ? literal.source(value).map(text -> String.format(sourceForm, text))
                : literal.target(value);
    }

    /** A condition in MariaDB's dialect. */
    String sourceEquals(@Nullable String value) {
        return value == null
                ? source + " IS NULL"
                : literal(Side.SOURCE, value).map(text -> source + " = " + text).orElse(withoutLiteral());
    }

    /** A condition in PostgreSQL's dialect. */
    String targetEquals(@Nullable String value) {
        return value == null
                ? target + " IS NULL"
                : literal.target(value).map(text -> target + " = " + text).orElse(withoutLiteral());
    }

    /** A date without a literal may be there all the same. */
    private String withoutLiteral() {
        return finds() ? "FALSE" : "TRUE";
    }
}
