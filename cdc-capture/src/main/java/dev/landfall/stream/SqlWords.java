package dev.landfall.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a statement into words: without comments, except those that MariaDB executes. Literals are one word each. */
final class SqlWords {
    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    /** @param keyword upper case; empty where the word cannot be one: quoted names, literals, signs */
    record Word(String text, Kind kind, String keyword) {
        enum Kind {
            PLAIN,
            QUOTED_NAME,
            LITERAL,
            SIGN
        }

        /** Names may be in double quotes (sql_mode ANSI_QUOTES); where a name must stand, nothing else can be. */
        boolean isName() {
            return kind == Kind.PLAIN || kind == Kind.QUOTED_NAME;
        }
    }

    static List<Word> of(String sql) {
        SqlWords splitter = new SqlWords(sql);
        splitter.split();
        return splitter.words;
    }

    private void split() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || startsLineComment()) {
                skipTo("\n");
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (sql.startsWith("*/", at)) {
                at += 2; // the end of an executable comment
            } else if (c == '`' || c == '"') {
                add(quoted(c), Word.Kind.QUOTED_NAME);
            } else if (c == '\'') {
                add(quoted(c), Word.Kind.LITERAL);
            } else if (isWordPart(c)) {
                plain();
            } else {
                add(String.valueOf(c), Word.Kind.SIGN);
                at++;
            }
        }
    }

    private boolean startsLineComment() {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || Character.isWhitespace(sql.charAt(at + 2)));
    }

    private void comment() {
        boolean executable = sql.startsWith("/*!", at) || sql.startsWith("/*M!", at);
        if (!executable) {
            skipTo("*/");
            return;
        }
        at = sql.indexOf('!', at) + 1;
        while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
            at++; // the version that it is meant for
        }
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at + end.length());
        at = found < 0 ? sql.length() : found + end.length();
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && quote != '`' && at < sql.length()) {
                text.append(sql.charAt(at++));
            } else if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(quote);
                at++;
            } else {
                break;
            }
        }
        return text.toString();
    }

    private void plain() {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        add(sql.substring(start, at), Word.Kind.PLAIN);
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }

    private void add(String text, Word.Kind kind) {
        words.add(new Word(text, kind, kind == Word.Kind.PLAIN ? text.toUpperCase(Locale.ROOT) : ""));
    }
}
