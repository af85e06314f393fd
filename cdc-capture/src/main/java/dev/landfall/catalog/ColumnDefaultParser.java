package dev.landfall.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code COLUMN_DEFAULT} as MariaDB writes it since 10.2.7: literals quoted, numbers bare, expressions as they are. */
final class ColumnDefaultParser {
    private static final Pattern NOW = Pattern.compile("current_timestamp\\((\\d*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern BITS = Pattern.compile("b'[01]*'");

    private ColumnDefaultParser() {}

    static ColumnDefault parse(@Nullable String text) {
        if (text == null) {
            return new ColumnDefault.None();
        }
        if (text.equalsIgnoreCase("NULL")) {
            return new ColumnDefault.NullValue();
        }
        Matcher now = NOW.matcher(text);
        if (now.matches()) {
            return new ColumnDefault.CurrentTimestamp(now.group(1).isEmpty() ? 0 : Integer.parseInt(now.group(1)));
        }
        if (NUMBER.matcher(text).matches() || BITS.matcher(text).matches()) {
            return new ColumnDefault.Literal(text);
        }
        if (text.startsWith("'") && QuotedText.end(text, 0) == text.length()) {
            return new ColumnDefault.Literal(QuotedText.unquote(text));
        }
        return new ColumnDefault.Expression(text);
    }
}
