package dev.landfall.catalog;

import dev.landfall.sql.Escapes;

/** Literals as information_schema prints them: in single quotes, a quote doubled, control characters after a backslash. */
final class QuotedText {
    private QuotedText() {}

    /**
     * @param start position of the opening quote
     * @return position behind the closing quote; the text's length when there is none
     */
    static int end(String text, int start) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return text.length();
    }

    /** @param quoted one whole literal, quotes included */
    static String unquote(String quoted) {
        StringBuilder out = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                out.append(Escapes.unescaped(quoted.charAt(++i)));
            } else {
                out.append(c);
                i += c == '\'' ? 1 : 0;
            }
        }
        return out.toString();
    }
}
