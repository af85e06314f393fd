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
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'") && closesAtEnd(text)) {
            return new ColumnDefault.Literal(unescape(text.substring(1, text.length() - 1)));
        }
        return new ColumnDefault.Expression(text);
    }

    /** Whether the opening quote closes at the last character, so that the whole text is one literal. */
    private static boolean closesAtEnd(String text) {
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'') {
                if (text.charAt(i + 1) != '\'' || i + 1 == text.length() - 1) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String unescape(String body) {
        StringBuilder out = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\'' && i + 1 < body.length()) {
                i++;
                out.append('\'');
            } else if (c == '\\' && i + 1 < body.length()) {
                out.append(unescaped(body.charAt(++i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
