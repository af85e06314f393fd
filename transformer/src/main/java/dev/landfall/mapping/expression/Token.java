package dev.landfall.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** @param text a name or text without quotes, a word in lower case, anything else as written */
record Token(Kind kind, String text) {
    enum Kind {
        NAME,
        TEXT,
        BYTES,
        NUMBER,
        WORD,
        OPERATOR,
        END
    }

    private static final Pattern TOKEN = Pattern.compile(
            "`(?<name>(?:[^`]|``)++)`|'(?<text>(?:[^'\\\\]|\\\\.|'')*+)'|(?<bytes>0[xX]\\p{XDigit}+|[xXbB]'\\p{XDigit}*')"
                    + "|(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<operator><=>|<>|<=|>=|!=|<<|>>|[-+*/%()=<>,&|^~!.])|\\s+",
            Pattern.DOTALL);

    static List<Token> listOf(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Refusal("has the character " + sql.charAt(at) + ", which is not understood there");
            }
            add(matcher, tokens);
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "the end"));
        return tokens;
    }

    private static void add(Matcher matcher, List<Token> tokens) {
        if (matcher.group("name") != null) {
            tokens.add(new Token(Kind.NAME, matcher.group("name").replace("``", "`")));
        } else if (matcher.group("text") != null) {
            tokens.add(new Token(Kind.TEXT, unescaped(matcher.group("text"))));
        } else if (matcher.group("bytes") != null) {
            tokens.add(new Token(Kind.BYTES, matcher.group("bytes")));
        } else if (matcher.group("number") != null) {
            tokens.add(new Token(Kind.NUMBER, matcher.group("number")));
        } else if (matcher.group("word") != null) {
            tokens.add(new Token(Kind.WORD, matcher.group("word").toLowerCase(Locale.ROOT)));
        } else if (matcher.group("operator") != null) {
            tokens.add(new Token(Kind.OPERATOR, matcher.group("operator")));
        }
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                out.append(unescaped(text.charAt(++i)));
            } else {
                out.append(c);
                i += c == '\'' ? 1 : 0;
            }
        }
        return out.toString();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case 'Z' -> "\u001a";
            case '0' -> throw new Refusal("has the character U+0000, which PostgreSQL cannot store");
            // They keep their backslash, for LIKE.
            case '%', '_' -> "\\" + c;
            default -> String.valueOf(c);
        };
    }
}
