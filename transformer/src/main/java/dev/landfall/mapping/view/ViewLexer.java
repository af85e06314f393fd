package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ViewToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a view's definition, as MariaDB prints it, into tokens: names in backticks, strings in single quotes with
 * backslash escapes (a server with NO_BACKSLASH_ESCAPES prints others).
 */
final class ViewLexer {
    private static final Pattern TOKEN = Pattern.compile(
            "`(?<name>(?:[^`]|``)+)`|(?<charset>_[a-z0-9]+)?'(?<text>[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+)'"
                    + "|(?:0x(?<hex>[0-9A-Fa-f]+)(?![A-Za-z_])|[xX]'(?<xhex>[0-9A-Fa-f]*)')"
                    + "|(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|/\\*.*?\\*/|\\s+"
                    + "|(?<symbol><=>|<<|>>|<>|<=|>=|!=|&&|\\|\\||[-+*/%&|^~!=<>(),.])",
            Pattern.DOTALL);
    /** How {@code VIEW_DEFINITION}, which is in three-byte UTF-8, shows a character of four bytes. */
    private static final String LOST_CHARACTER = "????";

    private ViewLexer() {}

    /** Ends with {@link Kind#END}. */
    static List<ViewToken> tokens(String sql) {
        List<ViewToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new UntranslatableViewException(
                        "It holds \"" + sql.charAt(at) + "\", which is not understood here.");
            }
            add(matcher, tokens);
            at = matcher.end();
        }
        tokens.add(new ViewToken(Kind.END, ""));
        return tokens;
    }

    private static void add(Matcher matcher, List<ViewToken> tokens) {
        if (matcher.group("name") != null) {
            tokens.add(new ViewToken(Kind.QUOTED_NAME, matcher.group("name").replace("``", "`")));
        } else if (matcher.group("text") != null) {
            tokens.add(new ViewToken(Kind.TEXT, text(matcher.group("charset"), matcher.group("text"))));
        } else if (matcher.group("hex") != null || matcher.group("xhex") != null) {
            String hex = matcher.group("hex") != null ? matcher.group("hex") : matcher.group("xhex");
            tokens.add(new ViewToken(Kind.HEX, hex));
        } else if (matcher.group("number") != null) {
            tokens.add(new ViewToken(Kind.NUMBER, matcher.group("number")));
        } else if (matcher.group("word") != null) {
            tokens.add(new ViewToken(Kind.WORD, matcher.group("word")));
        } else if (matcher.group("symbol") != null) {
            tokens.add(new ViewToken(Kind.SYMBOL, matcher.group("symbol")));
        }
    }

    private static String text(String charset, String escaped) {
        String text = unescape(escaped);
        if (text.contains(LOST_CHARACTER)) {
            throw new UntranslatableViewException(
                    "It holds ????, which is how MariaDB shows a character that it cannot show there.");
        }
        if (charset != null && !charset.startsWith("_utf8") && !isAsciiText(charset, text)) {
            throw new UntranslatableViewException(
                    "It holds a literal of the character set " + charset.substring(1) + ".");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UntranslatableViewException(
                    "A text literal holds the character NUL, which PostgreSQL cannot hold.");
        }
        return text;
    }

    private static boolean isAsciiText(String charset, String text) {
        return !charset.toLowerCase(Locale.ROOT).equals("_binary")
                && StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static String unescape(String escaped) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\'') {
                i++;
                out.append('\'');
            } else if (c == '\\') {
                i++;
                out.append(unescape(escaped.charAt(i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescape(char escaped) {
        return switch (escaped) {
            case '0' -> "\0";
            case 'b' -> "\b";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'Z' -> "\u001a";
            case '%', '_' -> "\\" + escaped;
            default -> String.valueOf(escaped);
        };
    }
}
