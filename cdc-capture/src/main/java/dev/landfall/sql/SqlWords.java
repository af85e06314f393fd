package dev.landfall.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a statement of MariaDB into words: without comments, except those that MariaDB executes. Literals are one word each.
 */
public final class SqlWords {
    /** Comments for these versions are MySQL's alone: MariaDB passes over them. */
    private static final int FIRST_OF_MYSQL = 50_700;

    private static final int LAST_OF_MYSQL = 99_999;

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    /**
     * @param text without quotes, escapes undone
     * @param keyword upper case; empty where the word cannot be one: quoted names, literals, signs
     * @param escaped whether it has a backslash, which means nothing under {@code NO_BACKSLASH_ESCAPES}
     */
    public record Word(String text, Kind kind, String keyword, boolean escaped) {
        /** What a word can be. */
        public enum Kind {
            PLAIN,
            /** In backticks. */
            QUOTED_NAME,
            /** In double quotes: a name under {@code ANSI_QUOTES}, else a literal. */
            DOUBLE_QUOTED,
            LITERAL,
            SIGN
        }

        /** Names may be in double quotes (sql_mode ANSI_QUOTES); where a name must stand, nothing else can be. */
        public boolean isName() {
            return kind == Kind.PLAIN || kind == Kind.QUOTED_NAME || kind == Kind.DOUBLE_QUOTED;
        }

        public boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    public static List<Word> of(String sql) {
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
            } else if (c == '`') {
                quoted(c, Word.Kind.QUOTED_NAME);
            } else if (c == '"') {
                quoted(c, Word.Kind.DOUBLE_QUOTED);
            } else if (c == '\'') {
                quoted(c, Word.Kind.LITERAL);
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
        boolean byMySql = sql.startsWith("/*!", at);
        int from = sql.indexOf('!', at) + 1;
        int version = 0;
        int end = from;
        while (end < sql.length() && end < from + 6 && Character.isDigit(sql.charAt(end))) {
            version = version * 10 + sql.charAt(end++) - '0'; // that it is meant for
        }
        if (byMySql && version >= FIRST_OF_MYSQL && version <= LAST_OF_MYSQL) {
            skipTo("*/");
        } else {
            at = end;
        }
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at + end.length());
        at = found < 0 ? sql.length() : found + end.length();
    }

    private void quoted(char quote, Word.Kind kind) {
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && quote != '`' && at < sql.length()) {
                text.append(Escapes.unescaped(sql.charAt(at++)));
                escaped = true;
            } else if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(quote);
                at++;
            } else {
                break;
            }
        }
        words.add(new Word(text.toString(), kind, "", escaped));
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
        words.add(new Word(text, kind, kind == Word.Kind.PLAIN ? text.toUpperCase(Locale.ROOT) : "", false));
    }
}
